// Programs of Debian's that tests hold our work against: printed pages, codes, spoolers, file systems of real sticks.
import { install, hasProgram, MachineLacks } from './debian.mjs'
import { say } from './child.mjs'

/** Each package by a program of it; what lies in /usr/sbin is looked for there as well. */
const packages = {
  pdftotext: 'poppler-utils',
  zbarimg: 'zbar-tools',
  cupsd: 'cups',
  lpstat: 'cups-client',
  'mkfs.exfat': 'exfatprogs',
  'mount.exfat-fuse': 'exfat-fuse',
  mkntfs: 'ntfs-3g',
  'mkfs.vfat': 'dosfstools',
  mcopy: 'mtools',
  fusefat: 'fusefat',
  strace: 'strace',
}

/** Only where we may. A test whose program is not there says so and is counted as skipped: nothing fails for want of one. */
export async function addTestPrograms() {
  const lacking = Object.entries(packages).filter(([program]) => !hasProgram(program))
  if (lacking.length === 0 || process.getuid?.() !== 0 || !hasProgram('apt-get')) return
  try {
    await install([{ lacks: 'what some tests measure by', packages: lacking.map(([, name]) => name) }])
  } catch (fault) {
    if (!(fault instanceof MachineLacks)) throw fault
    say(fault.message)
  }
}
