import { DASHBOARD } from './dashboard';
import { LOYALTY } from './loyalty';
import { MOBILE } from './mobile';
import type { Route } from './route';
import { SEGMENTS } from './segments';
import { SSO } from './sso';

/** Punchh's endpoints (PAR developer portal: Mobile, Online Ordering SSO, Platform Functions). */
export const ROUTES: Route[] = [...MOBILE, ...SSO, ...DASHBOARD, ...SEGMENTS, ...LOYALTY];
