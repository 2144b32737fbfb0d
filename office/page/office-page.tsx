// The first line of the window's page: fonts, words, and then the step the clerk was at.
import '../../assets/fonts/fonts.css'
import '../../renderer/styles/tokens.css'
import './office.css'
import { createRoot } from 'react-dom/client'
import { OfficeApp } from './OfficeApp.tsx'
import { startOfficeWords } from './office-words.ts'

const faces = ['400 1em "Mingbai Sans"', '700 1em "Mingbai Sans"', '700 1em "Mingbai Serif"']

startOfficeWords()
// A missing font file must not keep a clerk from the work: the page then shows what the system has.
await Promise.allSettled(faces.map((face) => document.fonts.load(face, '\u6751')))

const page = document.getElementById('page')
if (!page) throw new Error('index.html has no #page')
createRoot(page).render(<OfficeApp />)
