// Every villager screen on a tall glass of 32 inches.
import { crawl } from './crawling.ts'

crawl('P1')
