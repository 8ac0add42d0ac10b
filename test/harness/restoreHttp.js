// nock patches Node's http for the whole worker, and the patch outlives the test file that loaded
// it: every request of the files after it would be slower and break in other ways.
afterAll(() => {
	const nock = require.resolve('nock');
	if (nock in require.cache) require(nock).restore();
});
