/** Loaded before the program in a soak, so that its chance is the plan's. */
import process from 'node:process';
import { seededChance } from './chance.ts';

Math.random = seededChance(Number(process.env.SOAK_CHANCE)).next;
