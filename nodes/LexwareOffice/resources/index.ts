// All resources, in the order of the dropdown.
import { contact } from './contact';
import { invoice } from './invoice';
import { profile } from './profile';

export const resources = [contact, invoice, profile];
