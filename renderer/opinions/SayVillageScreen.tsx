// 提意见 from the first screen: of which village.
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { Choices } from '../find/Choices.tsx'
import type { Nav } from '../pages.ts'

export function SayVillageScreen(props: { kiosk: KioskState; nav: Nav }) {
  const { kiosk, nav } = props
  const { t } = useTranslation()
  return (
    <Choices
      testId="say-village"
      over={t('opinions:title')}
      title={t('opinions:whichVillage')}
      nav={nav}
      choices={kiosk.villages.map(({ code, name }) => ({
        id: code,
        name,
        choose: () => nav.go({ kind: 'say', about: { villageCode: code, entry: null } }),
      }))}
    />
  )
}
