// What we send to Slack, in the words of Slack's own packages; schemas.mjs makes a JSON Schema of each.
import type { KnownBlock, ModalView } from '@slack/types';
import type { ChatPostEphemeralArguments, ChatPostMessageArguments, ChatUpdateArguments, ViewsOpenArguments } from '@slack/web-api';

export type Blocks = KnownBlock[];
export type PostMessage = ChatPostMessageArguments;
export type Update = ChatUpdateArguments;
export type PostEphemeral = ChatPostEphemeralArguments;
export type OpenView = ViewsOpenArguments;
export type Modal = ModalView;
