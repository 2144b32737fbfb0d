// Sizes of files and disks in the units clerks know from their own computer.
import type { TFunction } from 'i18next'

/** `126.4`: megabytes with one decimal; above nothing never 0.0, because a file of 0.0 would look empty. */
export function megabytes(bytes: number): string {
  return tenths(bytes, 1024 * 1024)
}

/** `126.4 MB`, `38.2 GB` */
export function sizeWords(t: TFunction, bytes: number): string {
  const gigabyte = 1024 ** 3
  return bytes < gigabyte
    ? t('staff:size.megabytes', { size: megabytes(bytes) })
    : t('staff:size.gigabytes', { size: tenths(bytes, gigabyte) })
}

function tenths(bytes: number, unit: number): string {
  const rounded = Math.max(bytes > 0 ? 1 : 0, Math.round((bytes * 10) / unit))
  return `${Math.floor(rounded / 10)}.${rounded % 10}`
}
