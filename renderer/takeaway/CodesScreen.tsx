// The codes that hold the text, one to a page, as large as the glass allows, and what to do with them in three lines.
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { mmPx } from '../glass.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { useSize } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { useFitting } from '../parts/useFitting.ts'
import { codePath, codeTexts, finestVersion } from './codes.ts'
import type { Takeaway } from './taken.ts'
import { Taken } from './useTakeaway.tsx'
import styles from './CodesScreen.module.css'

export function CodesScreen(props: { of: Extract<Screen, { kind: 'codes' }>; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  return (
    <Taken
      of={of.of}
      kiosk={kiosk}
      render={(taken, instead) => (
        <Codes taken={taken} instead={instead} isOwn={of.of.kind === 'household'} nav={nav} />
      )}
    />
  )
}

/** Beside the code there must be room for the words; below it, for four lines of them. */
const shareOf = { landscape: { width: 0.58, height: 1 }, portrait: { width: 1, height: 0.66 } } as const

function Codes(props: { taken: Takeaway | null; instead: React.ReactNode; isOwn: boolean; nav: Nav }) {
  const { taken, isOwn, nav } = props
  const { t } = useTranslation()
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room)
  const layout = document.documentElement.dataset['layout'] === 'landscape' ? 'landscape' : 'portrait'
  const share = shareOf[layout]
  const side = size ? Math.floor(Math.min(size.width * share.width, size.height * share.height)) : 0
  const codes = useMemo(
    () => (taken && side > 0 ? codeTexts(t, taken, finestVersion(side, mmPx())).map(codePath) : []),
    [t, taken, side],
  )
  const page = Math.min(nav.page, Math.max(0, codes.length - 1))
  const shown = codes[page]
  const count = codes.length
  useFitting(room, [shown, side])
  return (
    <Frame
      testId="codes"
      over={taken ? [taken.over, ...(isOwn ? [] : [taken.title])].join(t('value.between')) : undefined}
      title={t('takeaway:codes.title')}
      paging={{ page, pages: Math.max(1, count), turn: nav.turn }}
    >
      <div ref={room} className={styles['room']}>
        {shown ? (
          <>
            <Code modules={shown.modules} path={shown.path} side={side} label={t('takeaway:codes.label')} />
            <div className={styles['words']} data-fits>
              {count > 1 && (
                <p className={styles['at']} data-testid="codes-at">
                  {t('takeaway:codes.at', { at: page + 1, count })}
                </p>
              )}
              <p className={styles['how']}>{t('takeaway:codes.how')}</p>
              <p className={styles['then']}>{t('takeaway:codes.then')}</p>
              <p className={styles['keep']}>
                {count > 1 ? t('takeaway:codes.many') : t('takeaway:codes.keep')}
              </p>
            </div>
          </>
        ) : taken ? null : (
          props.instead
        )}
      </div>
    </Frame>
  )
}

/** Black on white in every way of looking: a camera reads no other. Whole pixels a module, or edges would blur. */
function Code(props: { modules: number; path: string; side: number; label: string }) {
  const { modules, path, side, label } = props
  const px = Math.max(1, Math.floor(side / modules)) * modules
  return (
    <svg
      className={styles['code']}
      data-testid="codes-code"
      data-modules={modules}
      role="img"
      aria-label={label}
      width={px}
      height={px}
      viewBox={`0 0 ${modules} ${modules}`}
      shapeRendering="crispEdges"
    >
      <rect width={modules} height={modules} className={styles['light']} />
      <path d={path} className={styles['dark']} />
    </svg>
  )
}
