/**
 * Edits of the board: each takes a board as it was parsed and gives the new text, changing only the bytes that it is
 * about. Ticking and unticking, linking and unlinking are identities on the text; what moving or removing a card does to
 * blank lines, `undo` takes back.
 */
export { addCard, addColumn, archiveCard, cardLine, moveCard, type NewCard, removeCard } from './arrange.js';
export { linkCard, replaceTarget, retitleCard, tickCard, unlinkCard, untickCard } from './rewrite.js';
