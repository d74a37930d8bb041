/**
 * Levels nearer to each other than this factor are the same level. Two constraints that bind at the same level are
 * told apart by their number in the type, not by the last bit of a division.
 */
export const TIE = 1 + 1e-12;
