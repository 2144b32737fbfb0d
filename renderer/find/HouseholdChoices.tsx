// The way to one's own household: first the group, then the surname, then the name as it is published.
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { KioskState } from '../../electron/contract.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { Choices } from './Choices.tsx'

export const groupName = (t: TFunction, group: number | null): string =>
  group === null ? t('find:noGroup') : t('find:inGroup', { group })

export function householdOver(t: TFunction, kiosk: KioskState, villageCode: string): string {
  const village = kiosk.villages.find((each) => each.code === villageCode)?.name ?? ''
  return t('find:household.over', { village })
}

export function GroupsScreen(props: {
  of: Extract<Screen, { kind: 'groups' }>
  kiosk: KioskState
  nav: Nav
}) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('families', { villageCode: of.villageCode })
  const groups = asked.kind === 'answered' ? asked.answer : []
  return (
    <Choices
      testId="groups"
      over={householdOver(t, kiosk, of.villageCode)}
      title={t('find:household.groups')}
      nav={nav}
      choices={groups.map(({ group, families }) => ({
        id: String(group),
        name: groupName(t, group),
        hint: t('find:household.people', {
          count: families.reduce((sum, family) => sum + family.households, 0),
        }),
        choose: () => nav.go({ kind: 'surnames', villageCode: of.villageCode, group }),
      }))}
      instead={
        asked.kind !== 'answered' ? (
          <Waiting on={asked} />
        ) : groups.length === 0 ? (
          <Nothing sentence={t('find:household.none')} more={t('find:household.noneMore')} />
        ) : undefined
      }
    />
  )
}

export function SurnamesScreen(props: {
  of: Extract<Screen, { kind: 'surnames' }>
  kiosk: KioskState
  nav: Nav
}) {
  const { of, kiosk, nav } = props
  const { villageCode, group } = of
  const { t } = useTranslation()
  const asked = useKiosk('families', { villageCode })
  const here = asked.kind === 'answered' ? asked.answer.find((each) => each.group === group) : undefined
  return (
    <Choices
      testId="surnames"
      over={[householdOver(t, kiosk, villageCode), groupName(t, group)].join(t('value.between'))}
      title={t('find:household.surnames')}
      nav={nav}
      choices={(here?.families ?? []).map(({ surname, letter, households }) => ({
        id: surname,
        mark: letter,
        name: surname,
        hint: t('find:household.people', { count: households }),
        choose: () => nav.go({ kind: 'names', villageCode, group, surname }),
      }))}
      instead={asked.kind === 'answered' ? undefined : <Waiting on={asked} />}
    />
  )
}

export function NamesScreen(props: { of: Extract<Screen, { kind: 'names' }>; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { villageCode, group, surname } = of
  const { t } = useTranslation()
  const asked = useKiosk('householdNames', { villageCode, group, surname })
  return (
    <Choices
      testId="names"
      over={[householdOver(t, kiosk, villageCode), groupName(t, group)].join(t('value.between'))}
      title={t('find:household.names')}
      personal
      nav={nav}
      choices={(asked.kind === 'answered' ? asked.answer : []).map(({ name }) => ({
        id: name,
        name,
        choose: () => nav.go({ kind: 'household', villageCode, group, name }),
      }))}
      instead={asked.kind === 'answered' ? undefined : <Waiting on={asked} />}
    />
  )
}
