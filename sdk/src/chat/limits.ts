/** Longest message of the chat, in characters (as the server has it). */
export const MAX_TEXT = 4_000;
