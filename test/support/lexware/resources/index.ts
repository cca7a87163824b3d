import type { Resource } from '../answer';
import { contacts } from './contacts';
import { profile } from './profile';

/** Every resource of the API; adding one is a file and a line here. */
export const resources: Resource[] = [contacts, profile];
