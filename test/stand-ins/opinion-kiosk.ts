// A kiosk as far as opinions go: closes what is said to it with the key of a pack, and puts its signed file on a stick.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newOpinionNumber, type Opinion } from '../../disclosure/opinion.ts'
import { opinionFileName, writeOpinionFile, type OpinionFileBody } from '../../pack/opinion-file.ts'
import { sealOpinion, type OpinionKey } from '../../pack/opinion-seal.ts'
import { keyIdOf } from '../../pack/signature.ts'

/** A number that is the same in every run. */
export const numberFor = (name: string): string =>
  newOpinionNumber(createHash('sha256').update(name).digest())

export class OpinionKiosk {
  readonly id: string
  readonly #keys = generateKeyPairSync('ed25519')
  readonly #key: OpinionKey
  #making = 0

  constructor(id: string, key: OpinionKey) {
    this.id = id
    this.#key = key
  }

  get publicKey(): Buffer {
    return this.#keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  }

  /** Returns the file's path. */
  export(folder: string, opinions: readonly Opinion[], more: Partial<OpinionFileBody> = {}): string {
    const { id, publicKey } = this
    const body: OpinionFileBody = {
      format: 'mingbai-opinions-1',
      kiosk: { id, keyId: keyIdOf(publicKey), algorithm: 'ed25519', publicKey: publicKey.toString('base64') },
      township: { code: '990102', name: '石桥镇' },
      writtenAt: '2026-11-22T08:00:00.000Z',
      opinions: opinions.map((opinion) => ({
        number: opinion.number,
        sealed: sealOpinion(opinion, this.#key).toString('base64'),
      })),
      ...more,
    }
    this.#making += 1
    const file = join(folder, opinionFileName({ township: '990102', kiosk: id, making: this.#making }))
    writeFileSync(
      file,
      writeOpinionFile(body, (message) => sign(null, message, this.#keys.privateKey)),
    )
    return file
  }
}
