import { BRAZE } from './braze';
import { IDENTITY } from './identity';
import { NODES } from './nodes';
import { SANDBOX } from './sandbox';
import { TRIGGERS } from './triggers';
import { VALUES } from './values';

export const MUTANTS = [...TRIGGERS, ...BRAZE, ...IDENTITY, ...NODES, ...VALUES, ...SANDBOX];
