/** Where cdktf's app finds the platform of a rehearsal, in the folder that it runs in. */
export const platformFile = "platform.json";
