// From the name of a screen to the screen itself.
import type { KioskState } from '../electron/contract.ts'
import type { Screen } from './navigation.ts'
import type { Nav } from './pages.ts'
import { ChartsScreen } from './charts/ChartsScreen.tsx'
import { FindScreen } from './find/FindScreen.tsx'
import { GroupsScreen, NamesScreen, SurnamesScreen } from './find/HouseholdChoices.tsx'
import { HouseholdScreen } from './find/HouseholdScreen.tsx'
import { FirstScreen } from './guide/FirstScreen.tsx'
import { BoxScreen } from './opinions/BoxScreen.tsx'
import { CheckScreen } from './opinions/CheckScreen.tsx'
import { RepliesScreen } from './opinions/RepliesScreen.tsx'
import { ReplyScreen } from './opinions/ReplyScreen.tsx'
import { SaidScreen } from './opinions/SaidScreen.tsx'
import { SayScreen } from './opinions/SayScreen.tsx'
import { SayVillageScreen } from './opinions/SayVillageScreen.tsx'
import { WordsScreen } from './opinions/WordsScreen.tsx'
import { CategoryScreen } from './screens/CategoryScreen.tsx'
import { EntryScreen } from './screens/EntryScreen.tsx'
import { HomeScreen } from './screens/HomeScreen.tsx'
import { NoticesScreen } from './screens/NoticesScreen.tsx'
import { PhotoScreen } from './screens/PhotoScreen.tsx'
import { RowScreen } from './screens/RowScreen.tsx'
import { TermsScreen } from './screens/TermsScreen.tsx'
import { VillageScreen } from './screens/VillageScreen.tsx'
import { VillagesScreen } from './screens/VillagesScreen.tsx'
import { ClockFirst, ClockScreen } from './staff/ClockScreen.tsx'
import { DeviceScreen } from './staff/DeviceScreen.tsx'
import { HistoryScreen } from './staff/HistoryScreen.tsx'
import { JournalScreen } from './staff/JournalScreen.tsx'
import { PinScreen } from './staff/PinScreen.tsx'
import { SpotScreen } from './staff/SpotScreen.tsx'
import { StaffScreen } from './staff/StaffScreen.tsx'
import { UpdateScreen } from './staff/UpdateScreen.tsx'
import { CodesScreen } from './takeaway/CodesScreen.tsx'
import { TakeawayScreen } from './takeaway/TakeawayScreen.tsx'

export function ScreenOf(props: { screen: Screen; kiosk: KioskState; nav: Nav }) {
  const { screen, kiosk, nav } = props
  switch (screen.kind) {
    case 'home':
      return <HomeScreen kiosk={kiosk} nav={nav} />
    case 'first':
      return <FirstScreen step={screen.step} kiosk={kiosk} nav={nav} />
    case 'villages':
      return <VillagesScreen kiosk={kiosk} nav={nav} />
    case 'village':
      return <VillageScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'category':
      return <CategoryScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'entry':
      return <EntryScreen id={screen.id} kiosk={kiosk} nav={nav} />
    case 'terms':
      return <TermsScreen of={screen} nav={nav} />
    case 'find':
      return <FindScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'groups':
      return <GroupsScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'surnames':
      return <SurnamesScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'names':
      return <NamesScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'household':
      return <HouseholdScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'row':
      return <RowScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'charts':
      return <ChartsScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'photo':
      return <PhotoScreen of={screen} nav={nav} />
    case 'takeaway':
      return <TakeawayScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'codes':
      return <CodesScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'notices':
      return <NoticesScreen nav={nav} />
    case 'box':
      return <BoxScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'say-village':
      return <SayVillageScreen kiosk={kiosk} nav={nav} />
    case 'say':
      return <SayScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'say-check':
      return <CheckScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'say-words':
      return <WordsScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'said':
      return <SaidScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'replies':
      return <RepliesScreen kiosk={kiosk} nav={nav} />
    case 'reply':
      return <ReplyScreen of={screen} kiosk={kiosk} nav={nav} />
    case 'pin':
      return <PinScreen kiosk={kiosk} nav={nav} />
    case 'staff':
      return <StaffScreen nav={nav} />
    case 'update':
      return (
        <ClockFirst kiosk={kiosk}>
          <UpdateScreen of={screen} kiosk={kiosk} nav={nav} />
        </ClockFirst>
      )
    case 'spot':
      return <SpotScreen id={screen.id} kiosk={kiosk} nav={nav} />
    case 'clock':
      return <ClockScreen kiosk={kiosk} onDone={nav.back} />
    case 'history':
      return <HistoryScreen kiosk={kiosk} nav={nav} />
    case 'device':
      return <DeviceScreen kiosk={kiosk} nav={nav} />
    case 'journal':
      return <JournalScreen nav={nav} />
  }
}
