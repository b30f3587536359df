/**
 * The typings of adaptivecards-templating 2.3.1 import a TypeScript source of adaptivecards, which its version 3 no
 * longer lets compile under our settings. Of it they need one name, which nothing here uses.
 */
export type IAdaptiveCard = object;
