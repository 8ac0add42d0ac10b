import { storesBeforeAnswer } from '../n8nOffers';

/**
 * The response mode of a trigger under an n8n that cannot read a parameter by itself. Where n8n would
 * answer before it has stored the execution, the sender is kept waiting for the workflow instead: an
 * event that it believes to be safe, and that was lost, never comes again.
 */
export const acknowledgedByOlderN8n = storesBeforeAnswer
	? '={{$parameter["acknowledge"] || "onReceived"}}'
	: 'lastNode';

/** What the description of 'Acknowledge' adds under such an n8n. */
export const ACKNOWLEDGE_NOTE = storesBeforeAnswer
	? ''
	: '. This version of n8n answers before it has stored anything, so the trigger waits for the workflow to succeed, whatever is chosen; n8n 2.8 and later can do both.';
