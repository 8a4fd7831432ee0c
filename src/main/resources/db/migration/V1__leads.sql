-- The data dictionary. One comment per table; times are UTC with milliseconds; ids of our own tables come from sequences.
-- The engine's ACT_ tables live in the same schema and are made by the engine.

CREATE SEQUENCE lead_seq START WITH 1000 INCREMENT BY 50;
CREATE SEQUENCE company_seq START WITH 1000 INCREMENT BY 50;
CREATE SEQUENCE fact_seq START WITH 1 INCREMENT BY 50;
CREATE SEQUENCE submission_seq START WITH 1 INCREMENT BY 50;
CREATE SEQUENCE consent_request_seq START WITH 1 INCREMENT BY 50;
CREATE SEQUENCE message_seq START WITH 1 INCREMENT BY 50;

-- An organisation that leads work for, found by the domain of their address.
CREATE TABLE company (
  id         BIGINT       NOT NULL PRIMARY KEY,
  name       VARCHAR(200) NOT NULL,
  domain     VARCHAR(253)     NULL UNIQUE,
  created_at DATETIME(3)  NOT NULL
);

-- A person who may become a customer; one row per normalised address.
CREATE TABLE leads (
  id           BIGINT       NOT NULL PRIMARY KEY,
  version      INT          NOT NULL,
  email        VARCHAR(254) NOT NULL,
  email_key    VARCHAR(254) NOT NULL UNIQUE,
  salutation   VARCHAR(20)      NULL,
  first_name   VARCHAR(100)     NULL,
  last_name    VARCHAR(100)     NULL,
  job_title    VARCHAR(150)     NULL,
  phone        VARCHAR(40)      NULL,
  phone_wrong_since DATETIME(3) NULL,
  direct_contact VARCHAR(200)   NULL,
  company_id   BIGINT           NULL REFERENCES company (id),
  street       VARCHAR(200)     NULL,
  postal_code  VARCHAR(20)      NULL,
  city         VARCHAR(100)     NULL,
  country      VARCHAR(2)          NULL,
  language     VARCHAR(2)      NOT NULL,
  time_zone    VARCHAR(40)  NOT NULL,
  kind         VARCHAR(3)   NOT NULL,
  origin       VARCHAR(10)  NOT NULL,
  source       VARCHAR(100)     NULL,
  campaign     VARCHAR(100)     NULL,
  stage        VARCHAR(20)  NOT NULL,
  stage_since  DATETIME(3)  NOT NULL,
  bar          INT          NOT NULL DEFAULT 0,
  created_at   DATETIME(3)  NOT NULL,
  confirmed_at DATETIME(3)      NULL,
  last_active_at DATETIME(3) NOT NULL,
  INDEX lead_stage (stage, last_active_at),
  INDEX lead_silent (confirmed_at, last_active_at),
  INDEX lead_company (company_id),
  INDEX lead_name (last_name, first_name)
);

-- What a lead told beyond the fixed fields.
CREATE TABLE lead_field (
  lead_id BIGINT       NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
  name    VARCHAR(60)  NOT NULL,
  value   VARCHAR(500) NOT NULL,
  PRIMARY KEY (lead_id, name)
);

-- Everything that happened to a lead, append-only; the source key makes a repeat a no-op.
CREATE TABLE fact (
  id          BIGINT       NOT NULL PRIMARY KEY,
  lead_id     BIGINT       NOT NULL,
  kind        VARCHAR(40)  NOT NULL,
  subject     VARCHAR(200) NOT NULL,
  occurred_at DATETIME(3)  NOT NULL,
  source_key  VARCHAR(200) NOT NULL UNIQUE,
  INDEX fact_lead (lead_id, occurred_at),
  INDEX fact_kind (kind, occurred_at)
);

-- A note of a person about a lead, in its own words.
CREATE TABLE lead_note (
  id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  lead_id    BIGINT        NOT NULL,
  author     VARCHAR(64)   NOT NULL,
  text       VARCHAR(4000) NOT NULL,
  created_at DATETIME(3)   NOT NULL,
  INDEX lead_note_lead (lead_id)
);

-- What a form brought, as it was sent; applied to the lead at once when new, else after the confirmation it waits for. The once key makes a
-- repeat of the same sending a no-op.
CREATE TABLE submission (
  id           BIGINT       NOT NULL PRIMARY KEY,
  lead_id      BIGINT       NOT NULL,
  form         VARCHAR(60)  NOT NULL,
  language     VARCHAR(2)   NOT NULL,
  fields       JSON         NOT NULL,
  declared     JSON         NOT NULL,
  request_id   BIGINT           NULL,
  once_key     VARCHAR(64)      NULL UNIQUE,
  submitted_at DATETIME(3)  NOT NULL,
  applied_at   DATETIME(3)      NULL,
  INDEX submission_lead (lead_id),
  INDEX submission_request (request_id)
);

-- What leads bought, as the shop or the accounting system reported it.
CREATE TABLE purchase (
  order_number VARCHAR(100)  NOT NULL PRIMARY KEY,
  lead_id      BIGINT        NOT NULL,
  amount       DECIMAL(12, 2)    NULL,
  ordered_at   DATETIME(3)   NOT NULL,
  INDEX purchase_lead (lead_id)
);

-- Every wording a lead was ever shown beside a box, kept by the hash of purpose, language and text.
CREATE TABLE consent_text (
  hash       VARCHAR(64)      NOT NULL PRIMARY KEY,
  purpose    VARCHAR(20)   NOT NULL,
  language   VARCHAR(2)       NOT NULL,
  text       VARCHAR(2000) NOT NULL,
  first_used_at DATETIME(3) NOT NULL
);

-- What a lead allows now, per purpose; derived from the chain of consent events.
CREATE TABLE consent (
  lead_id BIGINT      NOT NULL,
  purpose VARCHAR(20) NOT NULL,
  state   VARCHAR(10) NOT NULL,
  basis   VARCHAR(20) NOT NULL,
  since   DATETIME(3) NOT NULL,
  PRIMARY KEY (lead_id, purpose),
  INDEX consent_purpose (purpose, state)
);

-- Sales by which a lead may get advertising for similar goods without a consent, as long as it does not object (UWG s. 7 (3)).
CREATE TABLE existing_customer (
  lead_id        BIGINT       NOT NULL,
  product_group  VARCHAR(40)  NOT NULL CHECK (product_group <> ''),
  sale_reference VARCHAR(100) NOT NULL CHECK (sale_reference <> ''),
  notice_version VARCHAR(60)  NOT NULL CHECK (notice_version <> ''),
  since          DATETIME(3)  NOT NULL,
  PRIMARY KEY (lead_id, product_group)
);

-- How often a lead wants advertising, and until when none at all; a lead without a row has chosen nothing.
CREATE TABLE preference (
  lead_id      BIGINT      NOT NULL PRIMARY KEY,
  frequency    VARCHAR(10) NOT NULL,
  paused_until DATETIME(3)     NULL,
  changed_at   DATETIME(3) NOT NULL
);

-- The topics a lead does not want; it has a row in preference too.
CREATE TABLE muted_topic (
  lead_id BIGINT      NOT NULL,
  topic   VARCHAR(40) NOT NULL,
  PRIMARY KEY (lead_id, topic)
);

-- A declaration that waits for its double opt-in; at most one is open per lead.
CREATE TABLE consent_request (
  id           BIGINT       NOT NULL PRIMARY KEY,
  lead_id      BIGINT       NOT NULL,
  open_lead_id BIGINT           NULL UNIQUE,
  form         VARCHAR(60)  NOT NULL,
  language     VARCHAR(2)      NOT NULL,
  token_hash   VARCHAR(64)     NOT NULL UNIQUE,
  created_at   DATETIME(3)  NOT NULL,
  expires_at   DATETIME(3)  NOT NULL,
  confirmed_at DATETIME(3)      NULL,
  INDEX consent_request_lead (lead_id)
);

-- Which purposes a request asks for, and in which words.
CREATE TABLE consent_request_purpose (
  request_id BIGINT      NOT NULL REFERENCES consent_request (id) ON DELETE CASCADE,
  purpose    VARCHAR(20) NOT NULL,
  text_hash  VARCHAR(64)    NOT NULL REFERENCES consent_text (hash),
  PRIMARY KEY (request_id, purpose)
);

-- The proof: every declaration, check mail, confirmation and withdrawal, chained by hash per lead and never changed.
CREATE TABLE consent_event (
  id           BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  lead_id      BIGINT        NOT NULL,
  request_id   BIGINT            NULL,
  kind         VARCHAR(20)   NOT NULL,
  purpose      VARCHAR(20)       NULL,
  text_hash    VARCHAR(64)          NULL,
  form         VARCHAR(60)       NULL,
  form_version VARCHAR(64)          NULL,
  page_url     VARCHAR(500)      NULL,
  ip           VARCHAR(45)       NULL,
  user_agent   VARCHAR(400)      NULL,
  mail_message_id VARCHAR(200)   NULL,
  mail_copy    MEDIUMTEXT        NULL,
  relay_answer VARCHAR(500)      NULL,
  token_hash   VARCHAR(64)          NULL,
  reason       VARCHAR(200)      NULL,
  occurred_at  DATETIME(3)   NOT NULL,
  previous_hash VARCHAR(64)     NOT NULL,
  hash         VARCHAR(64)      NOT NULL,
  UNIQUE KEY consent_event_chain (lead_id, previous_hash)
);

CREATE TRIGGER consent_event_is_never_changed BEFORE UPDATE ON consent_event
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'consent_event is append-only';

-- Addresses that must not be written to, as keyed hashes that survive erasure and re-import.
CREATE TABLE suppression (
  address_hash VARCHAR(64)    NOT NULL,
  scope        VARCHAR(20) NOT NULL,
  reason       VARCHAR(40) NOT NULL,
  since        DATETIME(3) NOT NULL,
  PRIMARY KEY (address_hash, scope)
);

-- One mail to one lead or one member of staff: the outbox and its history.
CREATE TABLE message (
  id           BIGINT       NOT NULL PRIMARY KEY,
  lead_id      BIGINT           NULL,
  account      VARCHAR(64)      NULL,
  stream       VARCHAR(15)  NOT NULL,
  purpose      VARCHAR(20)      NULL,
  mailing      VARCHAR(60)  NOT NULL,
  language     VARCHAR(2)          NULL,
  template_version VARCHAR(12)     NULL,
  subject      VARCHAR(300)     NULL,
  reference    VARCHAR(100)     NULL,
  journey      VARCHAR(64)      NULL,
  source_key   VARCHAR(200) NOT NULL UNIQUE,
  message_id   VARCHAR(200)     NULL UNIQUE,
  state        VARCHAR(12)  NOT NULL,
  reason       VARCHAR(500)     NULL,
  attempts     INT          NOT NULL,
  doubts       INT          NOT NULL,
  queued_at    DATETIME(3)  NOT NULL,
  next_try_at  DATETIME(3)  NOT NULL,
  not_after    DATETIME(3)  NOT NULL,
  lease_owner  VARCHAR(40)      NULL,
  lease_until  DATETIME(3)      NULL,
  sent_at      DATETIME(3)      NULL,
  relay_answer VARCHAR(500)     NULL,
  lane         TINYINT      NOT NULL DEFAULT 2,
  domain       VARCHAR(255)     NULL,
  sender       VARCHAR(40)      NULL,
  topic        VARCHAR(40)      NULL,
  product_group VARCHAR(40)     NULL,
  basis        VARCHAR(20)      NULL,
  send_window  VARCHAR(300)     NULL,
  best_hour    BOOLEAN      NOT NULL DEFAULT FALSE,
  enclosure    VARCHAR(100)     NULL,
  INDEX message_due (state, lane, next_try_at),
  INDEX message_lead (lead_id, queued_at),
  INDEX message_mailing (mailing, queued_at)
);

-- What sending is held until somebody lets it go on: all of it, a journey or a mailing.
CREATE TABLE mail_pause (
  scope   VARCHAR(10)  NOT NULL,
  name    VARCHAR(64)  NOT NULL,
  cause   VARCHAR(20)      NULL,
  number  INT          NOT NULL,
  why     VARCHAR(500) NOT NULL,
  account VARCHAR(64)      NULL,
  since   DATETIME(3)  NOT NULL,
  PRIMARY KEY (scope, name)
);

-- Mails from outside that came into our mailbox, and what each of them is; the source is kept for a month at most. The hash makes a mail that is
-- fetched twice one.
CREATE TABLE inbound_mail (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  hash        VARCHAR(64)  NOT NULL UNIQUE,
  source      MEDIUMBLOB       NULL,
  received_at DATETIME(3)  NOT NULL,
  state       VARCHAR(10)  NOT NULL,
  tries       TINYINT      NOT NULL,
  kind        VARCHAR(12)      NULL,
  bounce      VARCHAR(10)      NULL,
  status      VARCHAR(12)      NULL,
  reason      VARCHAR(300)     NULL,
  message_id  BIGINT           NULL,
  lead_id     BIGINT           NULL,
  decided_by  VARCHAR(64)      NULL,
  INDEX inbound_mail_state (state, id),
  INDEX inbound_mail_kind (kind, received_at),
  INDEX inbound_mail_received (received_at),
  INDEX inbound_mail_lead (lead_id)
);

-- What came back of a mail of ours, told by the relay or by a mail: one row per mail and kind of answer. Without an outcome its consequences are
-- still to be drawn.
CREATE TABLE mail_return (
  message_id  BIGINT       NOT NULL,
  what        VARCHAR(10)  NOT NULL,
  lead_id     BIGINT       NOT NULL,
  mailing     VARCHAR(60)  NOT NULL,
  way         VARCHAR(5)   NOT NULL,
  status      VARCHAR(12)  NOT NULL,
  words       VARCHAR(500) NOT NULL,
  occurred_at DATETIME(3)  NOT NULL,
  outcome     VARCHAR(12)      NULL,
  tries       TINYINT      NOT NULL DEFAULT 0,
  PRIMARY KEY (message_id, what),
  INDEX mail_return_open (outcome, occurred_at),
  INDEX mail_return_lead (lead_id, occurred_at),
  INDEX mail_return_mailing (mailing, what, occurred_at)
);

-- The targets that mails link to, a redirect goes only to one of these; a mailing's pixel is a link without a target.
CREATE TABLE link (
  id      BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  mailing VARCHAR(60)   NOT NULL,
  name    VARCHAR(100)  NOT NULL,
  url     VARCHAR(2000) NOT NULL,
  url_hash VARCHAR(64)     NOT NULL,
  UNIQUE KEY link_target (mailing, url_hash)
);

-- Raw opens, clicks and visits of leads who allowed tracking: what each showed of being a machine's and, once judged (done), whether these
-- signs were enough, which machine then repeats; only those of people become facts.
CREATE TABLE hit (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind        VARCHAR(6)   NOT NULL,
  lead_id     BIGINT       NOT NULL,
  message_id  BIGINT           NULL,
  link_id     BIGINT           NULL,
  path        VARCHAR(200)     NULL,
  machine     VARCHAR(150)     NULL,
  occurred_at DATETIME(3)  NOT NULL,
  done        BOOLEAN      NOT NULL DEFAULT FALSE,
  tries       TINYINT      NOT NULL DEFAULT 0,
  signs       VARCHAR(150) NOT NULL DEFAULT '',
  judge_at    DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  INDEX hit_due (done, judge_at),
  INDEX hit_message (message_id),
  INDEX hit_link (link_id),
  INDEX hit_lead (lead_id, occurred_at),
  INDEX hit_age (occurred_at)
);

-- The score of a lead as last computed, one row for all we sell and one per product line: a cache of what facts and tables give. Fading is what
-- the points are worth at any later moment, base what must be remembered of the facts until base_at, cools_at when the heat falls next.
CREATE TABLE lead_score (
  lead_id    BIGINT        NOT NULL,
  line       VARCHAR(60)   NOT NULL,
  fit        DECIMAL(9, 2) NOT NULL,
  grade      VARCHAR(1)    NOT NULL,
  engagement DECIMAL(9, 2) NOT NULL,
  heat       INT           NOT NULL,
  edition    VARCHAR(20)   NOT NULL,
  fading     VARCHAR(1000) NOT NULL,
  base       TEXT              NULL,
  base_at    DATETIME(3)       NULL,
  cools_at   DATETIME(3)       NULL,
  scored_at  DATETIME(3)   NOT NULL,
  PRIMARY KEY (lead_id, line),
  INDEX lead_score_engagement (engagement),
  INDEX lead_score_cools (cools_at)
);

-- One look at the scores of all leads: to compute them anew, to try changed tables, or to compare them with what came of it. Of some kinds only one
-- may be open at a time.
CREATE TABLE score_run (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind       VARCHAR(12)  NOT NULL,
  state      VARCHAR(8)   NOT NULL,
  only_one   VARCHAR(12)      NULL UNIQUE,
  title      VARCHAR(200) NOT NULL,
  hand_over  BOOLEAN      NOT NULL,
  days       INT          NOT NULL,
  edition    VARCHAR(16)  NOT NULL,
  as_of      DATETIME(3)  NOT NULL,
  leads      INT          NOT NULL,
  problem    VARCHAR(500)     NULL,
  started_by VARCHAR(64)  NOT NULL,
  started_at DATETIME(3)  NOT NULL,
  ended_at   DATETIME(3)      NULL,
  INDEX score_run_state (state),
  INDEX score_run_kind (kind)
);

-- A stretch of leads that a run works off in one transaction, and what was found there.
CREATE TABLE score_run_part (
  run_id   BIGINT      NOT NULL REFERENCES score_run (id) ON DELETE CASCADE,
  first_id BIGINT      NOT NULL,
  last_id  BIGINT      NOT NULL,
  leads    INT         NOT NULL,
  result   MEDIUMTEXT      NULL,
  done_at  DATETIME(3)     NULL,
  PRIMARY KEY (run_id, first_id),
  INDEX score_run_part_open (run_id, done_at)
);

-- The leads that a run has something to say about, or still to do something with.
CREATE TABLE score_run_lead (
  run_id      BIGINT      NOT NULL REFERENCES score_run (id) ON DELETE CASCADE,
  lead_id     BIGINT      NOT NULL,
  what        VARCHAR(8)  NOT NULL,
  cell_before VARCHAR(4)  NOT NULL,
  cell_after  VARCHAR(4)  NOT NULL,
  team        VARCHAR(60) NOT NULL,
  pending     BOOLEAN     NOT NULL,
  PRIMARY KEY (run_id, lead_id),
  INDEX score_run_lead_lead (lead_id),
  INDEX score_run_lead_pending (run_id, pending),
  INDEX score_run_lead_what (run_id, what, lead_id)
);

-- A decision table as somebody changed it, to be tried and maybe released; the version in use that it was made from tells who came second.
CREATE TABLE score_trial_table (
  run_id    BIGINT       NOT NULL REFERENCES score_run (id) ON DELETE CASCADE,
  table_key VARCHAR(100) NOT NULL,
  model     MEDIUMTEXT   NOT NULL,
  based_on  INT          NOT NULL,
  released  INT              NULL,
  PRIMARY KEY (run_id, table_key)
);

-- A person of the own staff who may log in.
CREATE TABLE account (
  username      VARCHAR(64)  NOT NULL PRIMARY KEY,
  display_name  VARCHAR(120) NOT NULL,
  email         VARCHAR(254) NOT NULL,
  password_hash VARCHAR(200) NOT NULL,
  language      VARCHAR(2)      NOT NULL,
  enabled       BOOLEAN      NOT NULL,
  created_at    DATETIME(3)  NOT NULL
);

CREATE TABLE account_role (
  username VARCHAR(64) NOT NULL REFERENCES account (username) ON DELETE CASCADE,
  role     VARCHAR(20) NOT NULL,
  PRIMARY KEY (username, role)
);

-- Sales people by team: how many open leads one can carry, and how big a share of the new ones is one's own; the turn is where the round has come to.
CREATE TABLE rep (
  username VARCHAR(64) NOT NULL PRIMARY KEY REFERENCES account (username) ON DELETE CASCADE,
  team     VARCHAR(60) NOT NULL,
  capacity INT         NOT NULL,
  manager  BOOLEAN     NOT NULL,
  active   BOOLEAN     NOT NULL,
  time_zone VARCHAR(40) NOT NULL DEFAULT 'Europe/Berlin',
  region   VARCHAR(6)      NULL,
  weight   INT         NOT NULL DEFAULT 1,
  turn     INT         NOT NULL DEFAULT 0,
  digest   BOOLEAN     NOT NULL DEFAULT TRUE,
  INDEX rep_team (team)
);

-- What a team of sales people is called where people read it; tables and programs name it by its key.
CREATE TABLE team_name (
  team VARCHAR(60) NOT NULL PRIMARY KEY,
  name VARCHAR(80) NOT NULL
);

-- Days on which a sales person is away, the first and the last included, and who takes the leads meanwhile.
CREATE TABLE rep_absence (
  id        BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  username  VARCHAR(64) NOT NULL REFERENCES rep (username) ON DELETE CASCADE,
  first_day DATE        NOT NULL,
  last_day  DATE        NOT NULL,
  deputy    VARCHAR(64)     NULL REFERENCES rep (username) ON DELETE SET NULL,
  INDEX rep_absence_days (username, last_day)
);

-- One lead in the hands of sales, from routing to its outcome.
CREATE TABLE handover (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  lead_id     BIGINT       NOT NULL,
  instance_id VARCHAR(64)  NOT NULL UNIQUE,
  purpose     VARCHAR(10)  NOT NULL,
  team        VARCHAR(60)  NOT NULL,
  rep         VARCHAR(64)      NULL,
  state       VARCHAR(12)  NOT NULL,
  reason      VARCHAR(40)      NULL,
  routed_at   DATETIME(3)  NOT NULL,
  remind_at   DATETIME(3)  NOT NULL,
  due_at      DATETIME(3)  NOT NULL,
  escalate_at DATETIME(3)  NOT NULL,
  reassign_at DATETIME(3)  NOT NULL,
  escalated_at DATETIME(3)     NULL,
  accepted_at DATETIME(3)      NULL,
  closed_at   DATETIME(3)      NULL,
  calls       INT          NOT NULL,
  quiet_until DATETIME(3)      NULL,
  journey     VARCHAR(100)     NULL,
  bar         INT          NOT NULL DEFAULT 0,
  INDEX handover_lead (lead_id),
  INDEX handover_rep (rep, state),
  INDEX handover_pool (state, rep),
  INDEX handover_team (team, state)
);

-- What happened to a handover, and when: who was given the lead, reminded or asked, and what was decided.
CREATE TABLE handover_event (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  handover_id BIGINT       NOT NULL REFERENCES handover (id) ON DELETE CASCADE,
  kind        VARCHAR(12)  NOT NULL,
  actor       VARCHAR(64)      NULL,
  rep         VARCHAR(64)      NULL,
  text        VARCHAR(4000)    NULL,
  occurred_at DATETIME(3)  NOT NULL,
  INDEX handover_event_handover (handover_id, kind)
);

-- Which sales people may see a lead: who has it, or had it last, the team, and all while it lies in the pool. The one rule for pages, lists and interfaces.
CREATE VIEW lead_viewer AS
SELECT h.lead_id, r.username FROM rep r JOIN handover h ON h.team IN (r.team, 'pool') OR h.rep = r.username
WHERE h.state IN ('OPEN', 'ACCEPTED', 'REJECTED') OR NOT EXISTS (SELECT 1 FROM handover later WHERE later.lead_id = h.lead_id AND later.id > h.id);

-- One try to reach a lead by phone: how it went, what allowed it, and when it is tried again.
CREATE TABLE sales_call (
  instance_id VARCHAR(64)  NOT NULL,
  attempt     INT          NOT NULL,
  lead_id     BIGINT       NOT NULL,
  rep         VARCHAR(64)      NULL,
  outcome     VARCHAR(20)  NOT NULL,
  basis       VARCHAR(10)  NOT NULL,
  called_at   DATETIME(3)  NOT NULL,
  next_at     DATETIME(3)      NULL,
  PRIMARY KEY (instance_id, attempt),
  INDEX sales_call_lead (lead_id, called_at)
);

-- A meeting of a lead with a rep. The sequence counts its changes, as calendars do (RFC 5546); the process instance watches over it.
CREATE TABLE meeting (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  lead_id     BIGINT       NOT NULL,
  rep         VARCHAR(64)  NOT NULL,
  way         VARCHAR(10)  NOT NULL,
  place       VARCHAR(300)     NULL,
  starts_at   DATETIME(3)  NOT NULL,
  ends_at     DATETIME(3)  NOT NULL,
  state       VARCHAR(10)  NOT NULL,
  sequence    INT          NOT NULL,
  source_key  VARCHAR(150) NOT NULL UNIQUE,
  instance_id VARCHAR(64)      NULL,
  arranged_at DATETIME(3)  NOT NULL,
  changed_at  DATETIME(3)  NOT NULL,
  INDEX meeting_lead (lead_id, starts_at),
  INDEX meeting_rep (rep, state, starts_at),
  INDEX meeting_instance (instance_id)
);

-- What became of each handover, as the figures count it: who and what the lead was when it was handed over, the days (of the company's zone) on
-- which something happened, and working minutes measured once. Stays without its lead when that is erased.
CREATE TABLE handover_figure (
  handover_id  BIGINT       NOT NULL PRIMARY KEY,
  lead_id      BIGINT           NULL,
  purpose      VARCHAR(10)  NOT NULL,
  team         VARCHAR(60)  NOT NULL,
  first_rep    VARCHAR(64)  NOT NULL,
  rep          VARCHAR(64)  NOT NULL,
  source       VARCHAR(100) NOT NULL,
  journey      VARCHAR(64)  NOT NULL,
  cell         VARCHAR(3)   NOT NULL,
  handed_on    DATE         NOT NULL,
  answer_by    DATETIME(3)  NOT NULL,
  answer_on    DATE         NOT NULL,
  answer_kept  BOOLEAN          NULL,
  decided_on   DATE             NULL,
  accepted     BOOLEAN          NULL,
  refused_on   DATE             NULL,
  reason       VARCHAR(40)      NULL,
  touched_on   DATE             NULL,
  waited       INT              NULL,
  qualified_on DATE             NULL,
  won_on       DATE             NULL,
  revenue      DECIMAL(14, 2)   NULL,
  over_on      DATE             NULL,
  INDEX handover_figure_handed (handed_on),
  INDEX handover_figure_answer (answer_on),
  INDEX handover_figure_decided (decided_on),
  INDEX handover_figure_refused (refused_on),
  INDEX handover_figure_touched (touched_on),
  INDEX handover_figure_waiting (waited, handed_on),
  INDEX handover_figure_lead (lead_id),
  INDEX handover_figure_team (team, rep),
  INDEX handover_figure_rep (rep),
  INDEX handover_figure_source (source),
  INDEX handover_figure_journey (journey),
  INDEX handover_figure_cell (cell)
);

-- What marketing and sales promise each other, per team from a month on; an earlier month keeps what was promised then.
CREATE TABLE service_promise (
  team           VARCHAR(60)   NOT NULL,
  valid_from     DATE          NOT NULL,
  leads          INT               NULL,
  accepted_share INT               NULL,
  answered_share INT               NULL,
  touch_hours    INT               NULL,
  touched_share  INT               NULL,
  changed_by     VARCHAR(64)   NOT NULL,
  changed_at     DATETIME(3)   NOT NULL,
  PRIMARY KEY (team, valid_from)
);

-- Who of the staff did what to whom, and when.
CREATE TABLE audit_event (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account     VARCHAR(64)      NULL,
  action      VARCHAR(60)  NOT NULL,
  target      VARCHAR(200) NOT NULL,
  occurred_at DATETIME(3)  NOT NULL,
  INDEX audit_event_time (occurred_at)
);

-- Web sessions of the staff, shared by all copies of the program (layout given by Spring Session).
CREATE TABLE SPRING_SESSION (
  PRIMARY_ID            VARCHAR(36) NOT NULL PRIMARY KEY,
  SESSION_ID            VARCHAR(36) NOT NULL,
  CREATION_TIME         BIGINT   NOT NULL,
  LAST_ACCESS_TIME      BIGINT   NOT NULL,
  MAX_INACTIVE_INTERVAL INT      NOT NULL,
  EXPIRY_TIME           BIGINT   NOT NULL,
  PRINCIPAL_NAME        VARCHAR(100) NULL,
  UNIQUE INDEX SPRING_SESSION_IX1 (SESSION_ID),
  INDEX SPRING_SESSION_IX2 (EXPIRY_TIME),
  INDEX SPRING_SESSION_IX3 (PRINCIPAL_NAME)
) ROW_FORMAT = DYNAMIC;

CREATE TABLE SPRING_SESSION_ATTRIBUTES (
  SESSION_PRIMARY_ID VARCHAR(36)     NOT NULL,
  ATTRIBUTE_NAME     VARCHAR(200) NOT NULL,
  ATTRIBUTE_BYTES    BLOB         NOT NULL,
  PRIMARY KEY (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
  CONSTRAINT SPRING_SESSION_ATTRIBUTES_FK FOREIGN KEY (SESSION_PRIMARY_ID) REFERENCES SPRING_SESSION (PRIMARY_ID) ON DELETE CASCADE
) ROW_FORMAT = DYNAMIC;

-- Which lead entered which journey when, so that re-entry rules hold even when two events come at once.
CREATE TABLE journey_entry (
  journey    VARCHAR(64)  NOT NULL,
  lead_id    BIGINT       NOT NULL,
  subject    VARCHAR(200) NOT NULL,
  entered_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (journey, lead_id, subject),
  INDEX journey_entry_lead (lead_id)
);

-- A group of leads under a name, told from all others by a filter that is asked anew each time.
CREATE TABLE segment (
  id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name       VARCHAR(100)  NOT NULL UNIQUE,
  filter     VARCHAR(1000) NOT NULL,
  changed_by VARCHAR(64)   NOT NULL,
  changed_at DATETIME(3)   NOT NULL
);

-- One newsletter from its draft to its report; audience and content are what was handed in for approval, fixed_to is how far the recipients are found.
CREATE TABLE newsletter_issue (
  id           BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  version      INT           NOT NULL,
  title        VARCHAR(120)  NOT NULL,
  segment_id   BIGINT            NULL,
  mailing      VARCHAR(60)   NOT NULL,
  rival        VARCHAR(60)       NULL,
  test_share   INT           NOT NULL,
  test_hours   INT           NOT NULL,
  goal         VARCHAR(6)    NOT NULL,
  topic        VARCHAR(40)       NULL,
  starts_at    DATETIME(3)       NULL,
  state        VARCHAR(10)   NOT NULL,
  author       VARCHAR(64)   NOT NULL,
  audience     JSON              NULL,
  content      VARCHAR(64)       NULL,
  approved_by  VARCHAR(64)       NULL,
  decided_at   DATETIME(3)       NULL,
  note         VARCHAR(1000)     NULL,
  fixed_to     BIGINT        NOT NULL DEFAULT 0,
  recipients   INT               NULL,
  p_value      DOUBLE            NULL,
  winner       VARCHAR(1)        NULL,
  created_at   DATETIME(3)   NOT NULL,
  started_at   DATETIME(3)       NULL,
  sent_at      DATETIME(3)       NULL,
  INDEX newsletter_issue_state (state)
);

-- The segments that an issue leaves out.
CREATE TABLE newsletter_exclusion (
  issue_id   BIGINT NOT NULL REFERENCES newsletter_issue (id) ON DELETE CASCADE,
  segment_id BIGINT NOT NULL,
  PRIMARY KEY (issue_id, segment_id)
);

-- Who gets an issue, fixed once; the draw shuffles them for the test, and the variant is open until it is known which one wins.
CREATE TABLE newsletter_recipient (
  issue_id  BIGINT       NOT NULL,
  lead_id   BIGINT       NOT NULL,
  draw      BIGINT       NOT NULL,
  variant   VARCHAR(1)       NULL,
  queued_at DATETIME(3)      NULL,
  PRIMARY KEY (issue_id, lead_id),
  INDEX newsletter_recipient_lead (lead_id)
);

-- What an issue had come to at the end of its test and at its end; stays when leads are erased.
CREATE TABLE newsletter_figure (
  issue_id     BIGINT      NOT NULL REFERENCES newsletter_issue (id) ON DELETE CASCADE,
  phase        VARCHAR(5)  NOT NULL,
  variant      VARCHAR(1)  NOT NULL,
  recipients   INT         NOT NULL,
  sent         INT         NOT NULL,
  waiting      INT         NOT NULL,
  withheld     INT         NOT NULL,
  failed       INT         NOT NULL,
  bounced      INT         NOT NULL,
  complained   INT         NOT NULL,
  tracked      INT         NOT NULL,
  opened       INT         NOT NULL,
  clicked      INT         NOT NULL,
  machine_opened  INT      NOT NULL,
  machine_clicked INT      NOT NULL,
  unsubscribed INT         NOT NULL,
  taken_at     DATETIME(3) NOT NULL,
  PRIMARY KEY (issue_id, phase, variant)
);
