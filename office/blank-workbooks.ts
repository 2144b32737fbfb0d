// Blank workbooks for an office that starts anew, as far as this program can write them.

export type BlanksWritten = { ok: true; files: string[] } | { ok: false; kind: string; file: string }

/** Null as long as nothing in township/ writes them; `hasBlanks` in office-facts.ts says the same to the page. */
export const writeBlanks: ((out: string) => Promise<BlanksWritten>) | null = null
