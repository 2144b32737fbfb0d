// The first line of the page: fonts, words, and then the screen, in that order, so that nothing flashes.
import '../assets/fonts/fonts.css'
import '../assets/fonts/other-scripts.css'
import './styles/tokens.css'
import './styles/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { startWords } from './i18n.ts'
import { SpeechProvider } from './speech/Speech.tsx'

const faces = ['400 1em "Mingbai Sans"', '700 1em "Mingbai Sans"', '700 1em "Mingbai Serif"']

startWords()
// A missing font file must not keep a village from its accounts: the page then shows what the system has.
await Promise.allSettled(faces.map((face) => document.fonts.load(face, '\u6751')))

const page = document.getElementById('page')
if (!page) throw new Error('index.html has no #page')
createRoot(page).render(
  <SpeechProvider>
    <App />
  </SpeechProvider>,
)
