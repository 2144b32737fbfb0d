// The parts of an Office file as texts, to see what stands in every byte of it.
import * as XLSX from '@e965/xlsx'

export type Parts = ReadonlyMap<string, string>

export function partsOf(bytes: Buffer): Parts {
  const zip: { FullPaths: string[]; FileIndex: { content: Uint8Array }[] } = XLSX.CFB.read(bytes, {
    type: 'buffer',
  })
  return new Map(
    zip.FullPaths.flatMap((path, at): [string, string][] => {
      const content = zip.FileIndex[at]?.content
      return content && content.length > 0
        ? [[path.replace(/^Root Entry\//, ''), Buffer.from(content).toString('utf8')]]
        : []
    }),
  )
}
