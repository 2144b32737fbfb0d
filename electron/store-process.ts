// The store's own process: answers what villagers and the staff door ask, so that a fault of the disk never takes the window.
import { factsOf } from './machine-log.ts'
import { argumentOf, dieWhenThrown, parentPort } from './parent-port.ts'
import { openStore } from './store-answers.ts'
import { StoreAsk } from './store-protocol.ts'
import type { StoreReply } from './store-protocol.ts'

dieWhenThrown()
const port = parentPort()
const store = openStore(argumentOf(0), { dictionaryFile: argumentOf(1) })

port.hear((message) => {
  const ask = StoreAsk.parse(message)
  store.answer(ask.name, ask.input).then(
    (answer) => reply({ ok: true, id: ask.id, answer }),
    (thrown: unknown) => {
      const { name, where } = factsOf(thrown)
      reply({ ok: false, id: ask.id, name: String(name), where: String(where ?? '') })
    },
  )
})

const reply = (answer: StoreReply) => port.say(answer)
