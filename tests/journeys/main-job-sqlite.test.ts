import { sqlite } from '../support/states.ts';
import { describeMainJob } from './main-job.ts';

describeMainJob(sqlite);
