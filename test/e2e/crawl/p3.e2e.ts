// Every villager screen on a wide glass of 43 inches.
import { crawl } from './crawling.ts'

crawl('P3')
