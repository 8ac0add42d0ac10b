import { BRAZE_KEY, BRAZE_WEBHOOK_HEADER, PUNCHH_KEYS, WEBHOOK_SECRETS } from './seed';

/** Every key of the sandbox as lines to print; none of them opens anything else. */
export function secretLines(): string {
	const { user, password, token, secret, clientKey } = WEBHOOK_SECRETS;
	return `  Punchh   admin key ${PUNCHH_KEYS.admin}
           client ${PUNCHH_KEYS.client}, secret ${PUNCHH_KEYS.secret}
  Braze    REST API key ${BRAZE_KEY}
  Webhooks of Punchh are sent with
           HMAC    secret ${secret}, client key ${clientKey}
           Basic   user ${user}, password ${password}
           Bearer  token ${token}
  Messages of Braze, to n8n's example
           ${BRAZE_WEBHOOK_HEADER.headerName}: ${BRAZE_WEBHOOK_HEADER.headerSecret}`;
}
