/**
 * Beside `Braze.node.ts` lies `Braze.node.json`, and Node would take that one for `./Braze.node`. Import
 * this before anything that imports a node.
 */
const extensions = require.extensions as Partial<NodeJS.RequireExtensions>;
const json = extensions['.json'];
delete extensions['.json'];
extensions['.json'] = json;

export {};
