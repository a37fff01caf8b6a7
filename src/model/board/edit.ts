/**
 * Edits of the board: each takes a board as it was parsed and gives the new text, changing only the bytes that it is
 * about. Adding then removing, moving there and back, ticking and unticking, linking and unlinking, archiving and
 * moving back are identities on the text.
 */
export { addCard, addColumn, archiveCard, cardLine, moveCard, type NewCard, removeCard } from './place.js';
export { linkCard, replaceTarget, retitleCard, tickCard, unlinkCard, untickCard } from './rewrite.js';
