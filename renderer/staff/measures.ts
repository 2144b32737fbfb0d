// Sizes of files and disks in the one unit clerks use.

/** `126.4`: megabytes with one decimal; below a tenth still a tenth, because a file of 0.0 would look empty. */
export function megabytes(bytes: number): string {
  const tenths = Math.max(bytes > 0 ? 1 : 0, Math.round(bytes / 104_857.6))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}
