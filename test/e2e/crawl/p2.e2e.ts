// Every villager screen on a tall glass of 21.5 inches.
import { crawl } from './crawling.ts'

crawl('P2')
