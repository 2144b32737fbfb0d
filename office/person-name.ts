// How a reviewer's name and a day are written: the page checks them while they are typed, the machine again.

/** As in the pack's manifest: letters of any script, no digit. */
export const personNamePattern = /^\p{L}[\p{L}·. ]{0,18}\p{L}$/u
export const isoDatePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
