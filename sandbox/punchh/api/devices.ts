import { isOn, Refusal, text, type Call, type Parameters } from './call';
import type { PunchhError } from './errors';
import { INVENTED } from './invented';
import type { PunchhState } from './state';
import type { Guest } from './types';

/** @throws Refusal when as many guests as may have signed up from the device of a call */
export function checkShared(state: PunchhState, call: Call, refusal: PunchhError): void {
	const guests = state.guestsOnDevice.get(deviceOf(call)) ?? 0;
	if (deviceOf(call) !== '' && guests >= state.knobs.guestsPerDevice) throw new Refusal(refusal);
}

/** @throws Refusal when the device of a call is banned together with a guest */
export function checkBanned(state: PunchhState, call: Call): void {
	if (state.bannedDevices.has(deviceOf(call))) throw new Refusal(INVENTED.deviceBanned);
}

/** Notes that a guest uses the device of a call; a new guest counts for its limit. */
export function noteDevice(state: PunchhState, call: Call, guest: Guest, isNew: boolean): void {
	const device = deviceOf(call);
	if (device === '') return;
	if (isNew) state.guestsOnDevice.set(device, (state.guestsOnDevice.get(device) ?? 0) + 1);
	if (guest.devices.some(({ app_device_id: id }) => id === device)) return;
	guest.devices.push({ app_device_id: device, gift_reason: null, created_at: state.timestamp() });
}

/** Bans the devices of a guest, when a ban asks for that. */
export function banDevices(state: PunchhState, guest: Guest, params: Parameters): void {
	if (!isOn(params.ban_all_associated_devices)) return;
	for (const { app_device_id: device } of guest.devices) state.bannedDevices.add(device);
}

/** Lifts what banDevices did. */
export function unbanDevices(state: PunchhState, guest: Guest): void {
	for (const { app_device_id: device } of guest.devices) state.bannedDevices.delete(device);
}

function deviceOf({ headers }: Call): string {
	return text(headers['punchh-app-device-id']);
}
