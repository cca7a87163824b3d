// All resources, in the order of the dropdown.
import { contact } from './contact';
import { invoice } from './invoice';
import { profile } from './profile';
import { quota } from './quota';

export const resources = [contact, invoice, profile, quota];
