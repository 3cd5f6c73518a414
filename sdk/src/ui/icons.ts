// Paths in a box of 24 by 24, drawn as lines.
export const CHAT = "M4 5h16v11H9l-5 4z";
export const CLOSE = "M6 6l12 12M18 6L6 18";
export const SEND = "M5 12h13M12 5l7 7-7 7";
export const SMALLER = "M6 12h12";
export const GRIP = "M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01";
