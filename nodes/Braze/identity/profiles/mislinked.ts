/** Why a profile seems to be another person's. */
export const WHY = "the name, and the address, number or birthday on it are not the guest's";

/** Why nothing is sent of a guest whose alias is on another person's profile, and what to do. */
export function mislinked(punchhUserId: string, externalId: string): [string, string] {
	return [
		`In Braze, the Punchh user ID ${punchhUserId} is linked with ${externalId}, whose profile seems to be another person's: ${WHY}`,
		"Nothing of it was sent. If the profile is another person's, as after a wrong list, give the alias on it another name with User > Update Alias, and write punchh_user_id, name, address and number to it again with User > Track. If both are one person, confirm that with User > Identify, by the alias. Then send it again",
	];
}
