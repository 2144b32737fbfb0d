// What all parts of an Office file share: their first line, their name spaces, and how one part names another.
import { xml } from './write-text.ts'

export const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** `outside`: another file, whose name is no part of ours. */
export type Relation = { id: string; type: string; target: string; outside?: true }

export const relations = (all: readonly Relation[]): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(
      ({ id, type, target, outside }) =>
        `<Relationship Id="${id}" Type="${type}" Target="${xml(target)}"${outside ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`
