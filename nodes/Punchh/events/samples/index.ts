import type { PunchhEvent } from '../families';
import giftCheckin from './gift_checkin.json';
import guest from './guest.json';
import loyaltyCheckin from './loyalty_checkin.json';
import marketingNotification from './marketing_notification.json';
import redemption from './redemption.json';
import reward from './reward.json';
import transactionalNotification from './transactional_notification.json';

/**
 * A body for each event type as PAR's Webhooks Manager pages show it, with invented values. Users see
 * it in the editor before Punchh has sent anything, and run what is behind the trigger with their own keys:
 * the user ID and the external ID are ones that no guest has.
 */
export const SAMPLES: Record<Exclude<PunchhEvent, 'other'>, object> = {
	guest,
	loyalty_checkin: loyaltyCheckin,
	gift_checkin: giftCheckin,
	redemption,
	reward,
	transactional_notification: transactionalNotification,
	marketing_notification: marketingNotification,
};
