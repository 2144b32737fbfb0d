// Every villager screen on a low glass of 15.6 inches.
import { crawl } from './crawling.ts'

crawl('P4')
