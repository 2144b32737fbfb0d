// Every villager screen on a nearly square glass of 19 inches.
import { crawl } from './crawling.ts'

crawl('P5')
