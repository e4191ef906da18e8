-- What a participant's calendar answered to the invitation, and to which version of it (REV-2).
alter table review_participant add column answer text
  constraint review_participant_answer check (answer in ('accepted', 'declined', 'tentative'));
alter table review_participant add column answer_sequence integer;
alter table review_participant add column answered_at timestamptz;
