// Made by `npm run generate` from openapi.json; do not edit.

export interface paths {
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List action items, and how many were done by the day first promised
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download action items as CSV
         * @description Requires the permission `incidents:read`.
         */
        get: operations["exportActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an action item; moving its deadline needs a reason
         * @description Requires the permission `incidents:respond`.
         */
        patch: operations["changeAction"];
        trace?: never;
    };
    "/api/v1/actions/{id}/assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record whether an action worked
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["assessAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/{id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an issue for an action in a tracker, or link one that exists; both are kept alike from then on
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["linkIssue"];
        /**
         * Unlink an action from its issue; both stay as they are
         * @description Requires the permission `incidents:respond`.
         */
        delete: operations["unlinkIssue"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/{id}/issue/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try again now what an issue tracker refused
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["retryIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts, newest first
         * @description Requires the permission `alerts:read`.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an alert with its original payload
         * @description Requires the permission `alerts:read`.
         */
        get: operations["getAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audiences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audiences that updates can be sent to
         * @description Requires the permission `directory:read`.
         */
        get: operations["listAudiences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audiences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add or change an audience
         * @description Requires the permission `directory:write`.
         */
        put: operations["putAudience"];
        post?: never;
        /**
         * Remove an audience
         * @description Requires the permission `directory:write`.
         */
        delete: operations["removeAudience"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit log entries, newest first
         * @description Requires the permission `audit:read`.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deployments, releases, flag changes and other changes, newest first
         * @description Requires the permission `alerts:read`.
         */
        get: operations["listChanges"];
        put?: never;
        /**
         * Record a deployment, a release, a flag change or another change
         * @description It notifies nobody. It is shown beside incidents that begin around its time. Requires the permission `incidents:declare`.
         */
        post: operations["recordChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channels, their fields, and which are not configured or failing
         * @description Requires the permission `directory:read`.
         */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{kind}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the secret that signs messages to an address
         * @description Requires the permission `directory:write`.
         */
        get: operations["getSigningSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/contact-card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the numbers that pages come from as a contact (vCard)
         * @description Requires the permission `directory:read`.
         */
        get: operations["getContactCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List built-in checks by name, with what they saw last
         * @description Requires the permission `integrations:read`.
         */
        get: operations["listChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a built-in check
         * @description Requires the permission `integrations:read`.
         */
        get: operations["getCheck"];
        /**
         * Add or change a built-in check; it runs immediately
         * @description Requires the permission `integrations:write`.
         */
        put: operations["saveCheck"];
        post?: never;
        /**
         * Remove a built-in check; its alert is resolved
         * @description Requires the permission `integrations:write`.
         */
        delete: operations["removeCheck"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export everything as an org.yaml
         * @description Requires the permission `config:apply`.
         */
        get: operations["exportConfig"];
        /**
         * Apply an org.yaml; all or nothing
         * @description Requires the permission `config:apply`.
         */
        put: operations["applyConfig"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connectors by name, without their secrets
         * @description Requires the permission `integrations:read`.
         */
        get: operations["listConnectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a connector, without its secret
         * @description Requires the permission `integrations:read`.
         */
        get: operations["getConnector"];
        /**
         * Add or change a connector, once a test shows that it works
         * @description Requires the permission `integrations:write`.
         */
        put: operations["saveConnector"];
        post?: never;
        /**
         * Remove a connector that no system and no check uses
         * @description Requires the permission `integrations:write`.
         */
        delete: operations["removeConnector"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test whether a connector works
         * @description Requires the permission `integrations:write`.
         */
        post: operations["testConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List active people with how to call or write to them, for a printed directory (DOC-3)
         * @description Requires the permission `directory:read`.
         */
        get: operations["listContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the scenarios of drills
         * @description Requires the permission `oncall:read`.
         */
        get: operations["listDrillScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-scenarios/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a scenario as it is written, with what it holds in store
         * @description Requires the permission `policy:write`.
         */
        get: operations["getDrillScenario"];
        /**
         * Save a scenario of the organisation's own; one of the same name that ships gives way to it
         * @description Requires the permission `policy:write`.
         */
        put: operations["saveDrillScenario"];
        post?: never;
        /**
         * Remove a scenario of the organisation's own
         * @description Requires the permission `policy:write`.
         */
        delete: operations["removeDrillScenario"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List drills: under way and to come first
         * @description Requires the permission `oncall:read`.
         */
        get: operations["listDrills"];
        put?: never;
        /**
         * Start a drill, or schedule one; those who take part are notified
         * @description Requires the permission `oncall:override`.
         */
        post: operations["createDrill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a drill: what has happened, and its scorecard
         * @description Requires the permission `oncall:read`.
         */
        get: operations["getDrill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abort a drill at once; anyone who takes part can
         * @description Requires the permission `oncall:read`.
         */
        post: operations["abortDrill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a drill where it stands, and score it
         * @description Requires the permission `oncall:read`.
         */
        post: operations["endDrill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/facts/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look where something may be found
         * @description Requires the permission `oncall:read`.
         */
        post: operations["lookInDrill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a drill: nothing happens and no one is paged until it is resumed
         * @description Requires the permission `oncall:read`.
         */
        post: operations["holdDrill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/improvements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Note what to improve after a drill
         * @description Requires the permission `oncall:read`.
         */
        put: operations["improveAfterDrill"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a drill that is held
         * @description Requires the permission `oncall:read`.
         */
        post: operations["resumeDrill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incident-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List for which incidents a channel is opened in a chat
         * @description Requires the permission `directory:read`.
         */
        get: operations["listIncidentChannelRules"];
        put?: never;
        /**
         * Open a channel in a chat for each of these incidents
         * @description Requires the permission `directory:write`.
         */
        post: operations["addIncidentChannelRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incident-channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change for which incidents a channel is opened; the channels that are there stay
         * @description Requires the permission `directory:write`.
         */
        put: operations["changeIncidentChannelRule"];
        post?: never;
        /**
         * Open no more channels by this rule; the channels that are there stay
         * @description Requires the permission `directory:write`.
         */
        delete: operations["removeIncidentChannelRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List incidents, open first; newest or most urgent first
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listIncidents"];
        put?: never;
        /**
         * Declare an incident
         * @description With an Idempotency-Key header, repeating the request returns 200 with the incident it created. Requires the permission `incidents:declare`.
         */
        post: operations["declareIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an incident
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit the title, symptoms, or start and detection time
         * @description Requires the permission `incidents:respond`.
         */
        patch: operations["changeIncident"];
        trace?: never;
    };
    "/api/v1/incidents/{ref}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get who takes part in an incident and, of a private one, who has looked at it (TYP-3)
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getIncidentAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an incident; paging stops immediately (IMM-1)
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["acknowledgeIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the action items of an incident
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getActionsOfIncident"];
        put?: never;
        /**
         * Add an action item; it has an owner and a deadline
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["addAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/actions/find-issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the issue that a link leads to, before it is imported as an action
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["findIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/actions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import an issue as an action item by its link; both are kept alike from then on
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["importIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export an incident as a sealed archive (tar): log, timeline, messages, evidence and report with their hashes. It is on the record
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["exportArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed around the start of an incident, the most likely cause first
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getWhatChanged"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/changes/{changeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark a change as a suspect, rule it out, or take that back
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["judgeChange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The channels that an incident has of its own in chats
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listIncidentChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a resolved incident. 409 gate_open names what is open (RES-1, RES-2, RES-4)
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["closeIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/command": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take command, or hand it to someone
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["takeCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the severity (DET-4)
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["confirmSeverity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/customer-facing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set whether customers are affected
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["setCustomerFacing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a note, finding, hypothesis, decision or workaround
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["addEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/entries/{seq}/strike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Strike through a note; it stays readable
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["strikeEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Errors of an incident’s alerts and of its responders, grouped by what they say
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listErrors"];
        put?: never;
        /**
         * Add an error message that was seen
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["noteError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/errors/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep an error as evidence, its hash on the record
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["pinError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/escalation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the escalation plan: who was and will be notified when, and every page with its attempts
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getEscalation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/escalation/{stepId}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an escalation step now, before it is due
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["sendStepNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep what a query finds in this time with the incident, its hash on the record
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["pinEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get evidence as it was kept, and whether its hash is the one on the record
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files that are attached to an incident, and those that were removed
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listFiles"];
        put?: never;
        /**
         * Attach a file to an incident: its bytes are the body. Its hash goes on the record
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["attachFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove the content of a file; its name and hash stay on the record. Not of a private incident
         * @description Requires the permission `incidents:respond`.
         */
        delete: operations["removeFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/files/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an attached file, as it was sent; never shown inline
         * @description Requires the permission `incidents:read`.
         */
        get: operations["downloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge an incident into another
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["mergeIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/merge-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview a merge
         * @description Requires the permission `incidents:read`.
         */
        get: operations["previewMerge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages about an incident, sent or deliberately not sent, newest first
         * @description Requires the permission `messages:read`.
         */
        get: operations["listIncidentMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Page a person, or the on-call of a team; pages again if already being paged
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["pageByHand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/pages/{pageId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a page; when the paged person stops it, it counts as an acknowledgement
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["stopPage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch an incident to a newer policy version
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["moveIncidentPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/public": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what the public knows of an incident, with a draft of what to say next
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getPublicOfIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/related": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List past incidents that look like this one
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listRelatedIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen an incident; the escalation matrix starts again
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["reopenIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the report of an incident as the record and people have it now
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/events/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put an entry of the timeline into the report, or into its annex only
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["markReportEvent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the report as Markdown, HTML, JSON or PDF
         * @description Requires the permission `incidents:read`.
         */
        get: operations["exportReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/external": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the report for readers outside, which names roles and not people
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getExternalReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/external/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say what becomes of names in what people typed
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["answerForNames"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/external/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the report for readers outside as Markdown, HTML, JSON or PDF
         * @description Requires the permission `incidents:read`.
         */
        get: operations["exportExternalReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/external/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the report for readers outside; each name in it must be answered for
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["publishExternalReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/external/versions/{version}/sign-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign off a published version of the report for readers outside
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["signOffExternalReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/five-whys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save the five whys as a tree; when someone else was faster, both trees are kept
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["saveFiveWhys"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how the report stands in Confluence
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getReportPage"];
        put?: never;
        /**
         * Publish the report to Confluence, or update its page; later versions follow
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["publishReportPage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/sections/{section}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save a section; when someone else was faster, both texts are kept
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["saveReportSection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the report; all required information must be there
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["publishReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/report/versions/{version}/sign-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign off a published version of the report
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["signOffReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is asked before an incident is resolved and closed, and how it stands
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getResolution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/resolution/items/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Complete an item, waive it with a reason, or set it back to open (RES-2, RES-3)
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["setResolutionItem"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/resolution/items/{item}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the stakeholders of an item whether it works again; they answer with one tap (RES-3)
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["askForValidation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/resolution/items/{item}/rollback-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write the rollback plan, before the solution is implemented (RES-2)
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["writeRollbackPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/resolution/no-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * No change was made: waives the fix checklist at once, except for the root cause
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["recordNoChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/resolution/root-cause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Record the root cause with the findings that support it, or leave it to the review (RES-1)
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["recordRootCause"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve an incident; state what fixed it. 409 gate_open names what is open (RES-3)
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["resolveIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/responders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add or remove responders
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["changeResponders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the review of an incident: its clocks, its date, who takes part
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getReview"];
        put?: never;
        /**
         * Ask for a review that the policy does not ask for
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["requestReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct the time at which the incident ended; the clocks that run move
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["correctIncidentEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that the review was held, and who was there
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["recordReviewHeld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review/input": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what went well or could be improved, with your name or without
         * @description Requires the permission `incidents:read`.
         */
        post: operations["addReviewInput"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review/meeting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Schedule the review, or move it; everyone who takes part is invited by e-mail
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["scheduleReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review/meeting.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the review as an iCalendar file
         * @description Requires the permission `incidents:read`.
         */
        get: operations["downloadReviewMeeting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add people to the review or remove them
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["changeReviewParticipants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Propose times for the review from working hours, holidays, absences, on-call shifts and calendars
         * @description Requires the permission `incidents:read`.
         */
        get: operations["proposeReviewTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/review/waive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Waive the review, with a reason
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["waiveReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a role in the response, or hand it to someone; someone else is paged
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["assignRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/roles/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a role in the response; no one holds it then
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["releaseRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/runbooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The type of an incident and the runbooks that it works on (TYP-1, TYP-2, TYP-4)
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getIncidentRunbooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/runbooks/{runbook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add a runbook to an incident, in its current version
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["addIncidentRunbook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/runbooks/{runbook}/steps/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say how far a step is: done, skipped (why) or failed (what happened)
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["setRunbookStep"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/runbooks/{runbook}/steps/{step}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run the checks of a step now; what they find is on the record (TYP-1)
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["runRunbookChecks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/runbooks/{runbook}/steps/{step}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Assign a step to someone, or to no one
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["setRunbookStepOwner"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/severity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the severity; a reason is required if the criteria suggest another level
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["changeSeverity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/severity-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview the escalation plan after a severity or policy change
         * @description Requires the permission `incidents:read`.
         */
        get: operations["previewSeverity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dashboards, queries and evidence of an incident, and what its charts mark
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getSignals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/signals/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run a query of an affected system for the time of the incident; answers within seconds, whatever the connector does
         * @description Requires the permission `incidents:respond`.
         */
        get: operations["runQuery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the status: investigating, mitigating, or resolved (the note then says what fixed it)
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["setIncidentStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the affected systems of an incident and those next to them, with their state
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getIncidentSystems"];
        put?: never;
        /**
         * Add or remove affected systems
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["changeIncidentSystems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the tags of an incident
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Add and remove tags of an incident
         * @description Requires the permission `incidents:respond`.
         */
        patch: operations["changeTags"];
        trace?: never;
    };
    "/api/v1/incidents/{ref}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tasks of an incident
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Add a task; its owner is notified if someone else added it, and reminded when it is due
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["addTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/tasks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the title, owner or due time of a task
         * @description Requires the permission `incidents:respond`.
         */
        patch: operations["changeTask"];
        trace?: never;
    };
    "/api/v1/incidents/{ref}/tasks/{taskId}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a task as done
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["completeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/tasks/{taskId}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop a task, with the reason
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["dropTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/tasks/{taskId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a task that was done or dropped
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["reopenTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the timeline of an incident
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getIncidentTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/type": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what kind of incident it is; its runbooks follow (TYP-1)
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["setIncidentType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the updates sent so far, the promise of the next one, and what the next can say
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getUpdates"];
        put?: never;
        /**
         * Send an update to stakeholders, and promise the next one
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["sendUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/updates/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep what you are writing; others who write see it
         * @description Requires the permission `incidents:respond`.
         */
        put: operations["saveUpdateDraft"];
        post?: never;
        /**
         * Discard your draft
         * @description Requires the permission `incidents:respond`.
         */
        delete: operations["discardUpdateDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/updates/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record or correct what is known (impact, workarounds, ETA …) without sending an update
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["recordUpdateFacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/updates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get an update as its readers would get it; nothing is sent
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["previewUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/updates/promise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the next update to another time; those it was promised to are told why
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["moveNextUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify the record of one incident: the hash chain of its log, and that it is shown as logged
         * @description Requires the permission `incidents:read`.
         */
        get: operations["verifyIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/viewing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that you have an incident open, and get who else has; not on the record
         * @description Repeat every 20 seconds: after 45 seconds you are no longer counted. Requires the permission `incidents:read`.
         */
        post: operations["viewIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{ref}/visibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restrict an incident to those who take part in it, or show it to everyone
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["setIncidentVisibility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the open incidents
         * @description Requires the permission `incidents:read`.
         */
        get: operations["countIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the key metrics of a period, compared with the period before
         * @description Counted are incidents declared in the period. Drills, duplicates and false alarms are left out, and so are incidents that you may not see. Requires the permission `incidents:read`.
         */
        get: operations["getInsights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the measures of each incident of a period as CSV
         * @description Requires the permission `incidents:read`.
         */
        get: operations["exportInsights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the incidents behind a metric, the newest first
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listMeasuredIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the promises due in a period, those missed by most first
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listPromises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the reports that come round: when each is due next, and those that were made
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listScheduledReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a report as it was made, and to whom it was sent
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getScheduledReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/reports/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a report again to its audience; the audit log says who did
         * @description Requires the permission `messages:resend`.
         */
        post: operations["resendScheduledReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/reports/next/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview the next report as things stand: what it would say, and who would receive it
         * @description Requires the permission `incidents:read`.
         */
        get: operations["previewScheduledReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List integrations
         * @description Requires the permission `integrations:read`.
         */
        get: operations["listIntegrations"];
        put?: never;
        /**
         * Create an integration; the key is shown once
         * @description Requires the permission `integrations:write`.
         */
        post: operations["createIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an integration, without its key
         * @description Requires the permission `integrations:read`.
         */
        get: operations["getIntegration"];
        put?: never;
        post?: never;
        /**
         * Delete an integration; its key stops working
         * @description Requires the permission `integrations:write`.
         */
        delete: operations["removeIntegration"];
        options?: never;
        head?: never;
        /**
         * Update an integration
         * @description Requires the permission `integrations:write`.
         */
        patch: operations["changeIntegration"];
        trace?: never;
    };
    "/api/v1/integrations/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the key; the old one stops working
         * @description Requires the permission `integrations:write`.
         */
        post: operations["rotateIntegrationKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a real test alert: it opens an incident and pages as the policy defines
         * @description Requires the permission `integrations:write`.
         */
        post: operations["testIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{id}/write-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get where acknowledging writes back to
         * @description Requires the permission `integrations:read`.
         */
        get: operations["getWriteBack"];
        /**
         * Silence acknowledged alerts in the Alertmanager that they came from; tested before it is saved
         * @description Requires the permission `integrations:write`.
         */
        put: operations["setWriteBack"];
        post?: never;
        /**
         * Write nothing back any more; silences that exist end within five minutes
         * @description Requires the permission `integrations:write`.
         */
        delete: operations["removeWriteBack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search past incidents and their reports; without words the newest first
         * @description Requires the permission `incidents:read`.
         */
        get: operations["searchLibrary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/lessons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what the published reports of a system or a team teach, with their actions
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getLessons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tags of incidents, the most used first
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the state of incoming mail
         * @description Requires the permission `directory:read`.
         */
        get: operations["getMailbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current user and their permissions
         * @description Requires sign-in.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get which incidents you are told about besides those of the escalation matrix
         * @description Requires the permission `self:write`.
         */
        get: operations["getSubscription"];
        /**
         * Subscribe to incidents by system and severity
         * @description Requires the permission `self:write`.
         */
        put: operations["subscribe"];
        post?: never;
        /**
         * End your subscription
         * @description Requires the permission `self:write`.
         */
        delete: operations["unsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages with their channel and delivery status, newest first
         * @description Requires the permission `messages:read`.
         */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a message with every attempt
         * @description Requires the permission `messages:read`.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend a dead letter
         * @description Requires the permission `messages:resend`.
         */
        post: operations["resendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oncall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who is on call now for every team, and who is next
         * @description Requires the permission `oncall:read`.
         */
        get: operations["getOnCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the organisation and its roles
         * @description Requires the permission `directory:read`.
         */
        get: operations["getOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update name, time zone, holidays or default team
         * @description Requires the permission `directory:write`.
         */
        patch: operations["updateOrganisation"];
        trace?: never;
    };
    "/api/v1/organisation/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the holders and deputies of an organisation role
         * @description Requires the permission `directory:write`.
         */
        put: operations["setOrganisationRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a password with an invitation or reset link */
        post: operations["choosePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a password reset link, if the address belongs to an account */
        post: operations["recoverPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List people by name
         * @description Requires the permission `directory:read`.
         */
        get: operations["listPeople"];
        put?: never;
        /**
         * Add a person; their e-mail address is used unless contact methods are given
         * @description Requires the permission `directory:write`.
         */
        post: operations["createPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a person and their contact methods
         * @description Requires the permission `directory:read`.
         */
        get: operations["getPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a person; `active: false` deactivates them
         * @description Requires the permission `self:write`.
         */
        patch: operations["updatePerson"];
        trace?: never;
    };
    "/api/v1/people/{id}/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an absence; deputies cover meanwhile
         * @description Requires the permission `self:write`.
         */
        post: operations["addAbsence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/absences/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an absence
         * @description Requires the permission `self:write`.
         */
        delete: operations["removeAbsence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get whether a person’s calendar can be read
         * @description Requires the permission `self:write`.
         */
        get: operations["getCalendar"];
        /**
         * Set where a person’s free/busy times are read, once a test shows that it works
         * @description Requires the permission `self:write`.
         */
        put: operations["setCalendar"];
        post?: never;
        /**
         * Remove the address of a person’s calendar, and what was read from it
         * @description Requires the permission `self:write`.
         */
        delete: operations["removeCalendar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/contact-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a contact method
         * @description Requires the permission `self:write`.
         */
        post: operations["addContactMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/contact-methods/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a contact method and its rules
         * @description Requires the permission `self:write`.
         */
        delete: operations["removeContactMethod"];
        options?: never;
        head?: never;
        /**
         * Update, disable or enable a contact method
         * @description Requires the permission `self:write`.
         */
        patch: operations["updateContactMethod"];
        trace?: never;
    };
    "/api/v1/people/{id}/contact-methods/{item}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm your own contact method with the code in the latest test page
         * @description Requires the permission `self:write`.
         */
        post: operations["confirmContactMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/contact-methods/{item}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test page with a code to a contact method
         * @description Requires the permission `self:write`.
         */
        post: operations["sendTestPage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/contact-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set contact rules: immediately by X, after five minutes by Y
         * @description Requires the permission `self:write`.
         */
        put: operations["setContactRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation to set a password
         * @description Requires the permission `accounts:write`.
         */
        post: operations["invitePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current policy: text, compiled form, last review
         * @description Requires the permission `policy:read`.
         */
        get: operations["getPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List drafts, last changed first
         * @description Requires the permission `policy:write`.
         */
        get: operations["listPolicyDrafts"];
        put?: never;
        /**
         * Save a draft (with an ID: replace it)
         * @description Requires the permission `policy:write`.
         */
        post: operations["savePolicyDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Discard a draft
         * @description Requires the permission `policy:write`.
         */
        delete: operations["deletePolicyDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a policy text for problems
         * @description Requires the permission `policy:read`.
         */
        post: operations["lintPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a text as prose, and compare it with a version
         * @description Requires the permission `policy:read`.
         */
        post: operations["previewPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a text as the policy for new incidents
         * @description Requires the permission `policy:write`.
         */
        post: operations["publishPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the policy as prose, with the current holders of each role
         * @description Requires the permission `policy:read`.
         */
        get: operations["renderPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List policy reviews
         * @description Requires the permission `policy:read`.
         */
        get: operations["listPolicyReviews"];
        put?: never;
        /**
         * Record a review of a version (annual matrix review)
         * @description Requires the permission `policy:write`.
         */
        post: operations["reviewPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the policy language as JSON Schema, for editors
         * @description Requires the permission `policy:read`.
         */
        get: operations["getPolicySchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/suggest-severity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggest a severity from answers to the criteria questions (SEV-1)
         * @description Requires the permission `policy:read`.
         */
        post: operations["suggestSeverity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List policy versions, newest first
         * @description Requires the permission `policy:read`.
         */
        get: operations["listPolicyVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a version with its changes
         * @description Requires the permission `policy:read`.
         */
        get: operations["getPolicyVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the programme asks for: due, done, skipped and missed, the latest first
         * @description Requires the permission `oncall:read`.
         */
        get: operations["listProgramme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programme/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that it was done: when, who took part, and the evidence
         * @description Requires the permission `oncall:override`.
         */
        post: operations["completeProgrammeItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programme/{id}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give it to a person; null: back to the role
         * @description Requires the permission `oncall:override`.
         */
        put: operations["assignProgrammeItem"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programme/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen what was skipped
         * @description Requires the permission `oncall:override`.
         */
        post: operations["reopenProgrammeItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programme/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip it this time, with the reason
         * @description Requires the permission `oncall:override`.
         */
        post: operations["skipProgrammeItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public-incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a public incident
         * @description Requires the permission `status:read`.
         */
        get: operations["getPublicIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the public title
         * @description Requires the permission `status:publish`.
         */
        patch: operations["retitlePublicIncident"];
        trace?: never;
    };
    "/api/v1/public-incidents/{id}/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Correct when which component was how bad
         * @description Requires the permission `status:publish`.
         */
        put: operations["correctPublicImpact"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public-incidents/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a maintenance and say so
         * @description Requires the permission `status:publish`.
         */
        post: operations["rescheduleMaintenance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public-incidents/{id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish an update
         * @description Requires the permission `status:publish`.
         */
        post: operations["publishUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public-incidents/{id}/updates/{update}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an update from the page
         * @description Requires the permission `status:publish`.
         */
        delete: operations["removePublicUpdate"];
        options?: never;
        head?: never;
        /**
         * Edit an update; readers see that it was edited
         * @description Requires the permission `status:publish`.
         */
        patch: operations["editPublicUpdate"];
        trace?: never;
    };
    "/api/v1/public-incidents/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an incident off the page
         * @description Requires the permission `status:publish`.
         */
        post: operations["withdrawPublicIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/readiness/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List coverage gaps for every team and severity over the coming year
         * @description Requires the permission `policy:read`.
         */
        get: operations["getCoverage"];
        put?: never;
        /**
         * List coverage gaps under a draft policy
         * @description Requires the permission `policy:read`.
         */
        post: operations["checkCoverage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/readiness/rehearse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rehearse an incident: who would be paged or notified, when, by which channel, and who would not and why
         * @description Requires the permission `policy:read`.
         */
        post: operations["rehearse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reports: those to triage, or those triaged
         * @description Requires the permission `incidents:respond`.
         */
        get: operations["listReports"];
        put?: never;
        /**
         * Report a problem, without declaring an incident
         * @description With an Idempotency-Key header, repeating the request returns 200 with the report it created. Requires the permission `incidents:declare`.
         */
        post: operations["createReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a report
         * @description Requires the permission `incidents:respond`.
         */
        get: operations["getUserReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{report}/declare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declare an incident because of a report
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["declareFromReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{report}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline a report, with an answer to whoever reported it
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["declineReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{report}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a report to an open incident
         * @description Requires the permission `incidents:respond`.
         */
        post: operations["joinReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the reports that wait for triage
         * @description Requires the permission `incidents:respond`.
         */
        get: operations["countReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how reports come in
         * @description Requires the permission `config:apply`.
         */
        get: operations["getReportSettings"];
        /**
         * Change the public report form
         * @description Requires the permission `config:apply`.
         */
        put: operations["putReportSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/settings/ticket-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create the help desk's key; an earlier one stops working
         * @description Requires the permission `config:apply`.
         */
        post: operations["rotateTicketKey"];
        /**
         * Revoke the help desk's key
         * @description Requires the permission `config:apply`.
         */
        delete: operations["revokeTicketKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reviews, with how many were scheduled, held and published in time
         * @description Requires the permission `incidents:read`.
         */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who currently fills each role, including gaps
         * @description Requires the permission `directory:read`.
         */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the chat rooms that follow incidents
         * @description Requires the permission `directory:read`.
         */
        get: operations["listRooms"];
        put?: never;
        /**
         * Let a chat room follow incidents
         * @description Requires the permission `directory:write`.
         */
        post: operations["addRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change what a chat room is called, what it hears of, or where it is
         * @description Requires the permission `directory:write`.
         */
        put: operations["changeRoom"];
        post?: never;
        /**
         * Remove a chat room; it hears of nothing from then on
         * @description Requires the permission `directory:write`.
         */
        delete: operations["removeRoom"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post a test message to a chat room
         * @description Requires the permission `directory:write`.
         */
        post: operations["testRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runbooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runbooks
         * @description Requires the permission `policy:read`.
         */
        get: operations["listRunbooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runbooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a runbook with its history
         * @description Requires the permission `policy:read`.
         */
        get: operations["getRunbook"];
        /**
         * Save a runbook as a new version; incidents go on with the version that they began with
         * @description Requires the permission `policy:write`.
         */
        put: operations["saveRunbook"];
        post?: never;
        /**
         * Archive a runbook: no incident gets it any more, and its versions stay
         * @description Requires the permission `policy:write`.
         */
        delete: operations["archiveRunbook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runbooks/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a version of a runbook
         * @description Requires the permission `policy:read`.
         */
        get: operations["getRunbookVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runbooks/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a runbook without saving it
         * @description Requires the permission `policy:read`.
         */
        post: operations["lintRunbook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List on-call schedules
         * @description Requires the permission `oncall:read`.
         */
        get: operations["listSchedules"];
        put?: never;
        /**
         * Create a schedule for a team
         * @description Requires the permission `oncall:write`.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a schedule, its rules and who is on call when
         * @description Requires the permission `oncall:read`.
         */
        get: operations["getSchedule"];
        put?: never;
        post?: never;
        /**
         * Archive a schedule; past shifts are kept
         * @description Requires the permission `oncall:write`.
         */
        delete: operations["archiveSchedule"];
        options?: never;
        head?: never;
        /**
         * Update a schedule from now on
         * @description Requires the permission `oncall:write`.
         */
        patch: operations["changeSchedule"];
        trace?: never;
    };
    "/api/v1/schedules/{id}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an override
         * @description Requires the permission `oncall:override`.
         */
        post: operations["createOverride"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}/overrides/{overrideId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an override; one that has started ends now
         * @description Requires the permission `oncall:override`.
         */
        delete: operations["deleteOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview four weeks of these rotations without saving
         * @description Requires the permission `oncall:write`.
         */
        post: operations["previewSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the JSON Schema of exported reports
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getReportSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/revoke-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out everywhere
         * @description Requires the permission `self:write`.
         */
        post: operations["revokeAllSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check whether set-up is complete */
        get: operations["getSetup"];
        put?: never;
        /** Create the first administrator, with the link printed at the first start */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-page-copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how the copies of the page are
         * @description Requires the permission `status:read`.
         */
        get: operations["listStatusPageCopies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List status pages with their components
         * @description Requires the permission `status:read`.
         */
        get: operations["listStatusPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Create a status page, or replace its settings
         * @description Requires the permission `status:write`.
         */
        put: operations["putStatusPage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/{page}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get all files of a public page as of one moment
         * @description Requires the permission `status:read`.
         */
        get: operations["exportStatusPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/{page}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the incidents and maintenances of a page
         * @description Requires the permission `status:read`.
         */
        get: operations["listPublicIncidents"];
        put?: never;
        /**
         * Publish an incident on a status page
         * @description Requires the permission `status:publish`.
         */
        post: operations["openPublicIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/{page}/maintenances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announce a maintenance; it starts and ends by itself
         * @description Requires the permission `status:publish`.
         */
        post: operations["scheduleMaintenance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/{page}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what readers would see, without publishing
         * @description Requires the permission `status:publish`.
         */
        post: operations["previewPublicUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system-map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get all systems with their dependencies, state, owner and who is on call (DOC-3)
         * @description Requires the permission `directory:read`.
         */
        get: operations["getSystemMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List systems by name
         * @description Requires the permission `directory:read`.
         */
        get: operations["listSystems"];
        put?: never;
        /**
         * Add a system
         * @description Requires the permission `directory:write`.
         */
        post: operations["createSystem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/systems/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a system
         * @description Requires the permission `directory:read`.
         */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        /**
         * Archive a system
         * @description Requires the permission `directory:write`.
         */
        delete: operations["archiveSystem"];
        options?: never;
        head?: never;
        /**
         * Update a system
         * @description Requires the permission `directory:write`.
         */
        patch: operations["updateSystem"];
        trace?: never;
    };
    "/api/v1/systems/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the system that an alert with these labels would belong to
         * @description Requires the permission `directory:read`.
         */
        post: operations["matchSystem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List teams by name
         * @description Requires the permission `directory:read`.
         */
        get: operations["listTeams"];
        put?: never;
        /**
         * Add a team
         * @description Requires the permission `directory:write`.
         */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a team
         * @description Requires the permission `directory:read`.
         */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        /**
         * Archive a team
         * @description Requires the permission `directory:write`.
         */
        delete: operations["archiveTeam"];
        options?: never;
        head?: never;
        /**
         * Update a team
         * @description Requires the permission `directory:write`.
         */
        patch: operations["updateTeam"];
        trace?: never;
    };
    "/api/v1/teams/{id}/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the holders and deputies of a team role
         * @description Requires the permission `directory:write`.
         */
        put: operations["setTeamRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your API tokens; with accounts:write also those of the installation
         * @description Requires the permission `self:write`.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create an API token; it is shown once
         * @description Requires the permission `self:write`.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description Requires the permission `self:write`.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trackers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List issue trackers by name, without their secrets
         * @description Requires the permission `incidents:respond`.
         */
        get: operations["listTrackers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trackers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add or change an issue tracker, once a test shows that it works
         * @description Requires the permission `integrations:write`.
         */
        put: operations["saveTracker"];
        post?: never;
        /**
         * Remove an issue tracker; its issues stay, and are not followed any more
         * @description Requires the permission `integrations:write`.
         */
        delete: operations["removeTracker"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trackers/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test whether an issue tracker works
         * @description Requires the permission `integrations:write`.
         */
        post: operations["testTracker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is ready to be on call, by team, and who goes on call without sign-off
         * @description Requires the permission `oncall:read`.
         */
        get: operations["getTraining"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/training/{personId}/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Note a step of a person; sign-off is for managers, and never for oneself
         * @description Requires the permission `oncall:override`.
         */
        put: operations["noteTrainingStep"];
        post?: never;
        /**
         * Take a step of a person back
         * @description Requires the permission `oncall:override`.
         */
        delete: operations["withdrawTrainingStep"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/updates/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how many promised updates were sent in time
         * @description Requires the permission `incidents:read`.
         */
        get: operations["getPromisesKept"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the records of all incidents, a page at a time: continue with nextCursor until it is null
         * @description Requires the permission `incidents:read`.
         */
        post: operations["verifyIncidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events that webhooks are told of
         * @description Requires the permission `integrations:read`.
         */
        get: operations["listWebhookEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks by name, without their secrets
         * @description Requires the permission `integrations:read`.
         */
        get: operations["listWebhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook, without its secret
         * @description Requires the permission `integrations:read`.
         */
        get: operations["getWebhook"];
        /**
         * Add a webhook, or replace its settings
         * @description Requires the permission `integrations:write`.
         */
        put: operations["saveWebhook"];
        post?: never;
        /**
         * Remove a webhook with its log
         * @description Requires the permission `integrations:write`.
         */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was sent, newest first
         * @description Requires the permission `integrations:read`.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery with what was sent and answered
         * @description Requires the permission `integrations:read`.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one delivery again
         * @description Requires the permission `integrations:write`.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Requires the permission `integrations:write`.
         */
        post: operations["pingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send everything since a moment again
         * @description Requires the permission `integrations:write`.
         */
        post: operations["replayWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret; for a day the one before signs as well
         * @description Requires the permission `integrations:write`.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the secret that signs for a webhook
         * @description Requires the permission `integrations:write`.
         */
        get: operations["getWebhookSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn a webhook on or off
         * @description Requires the permission `integrations:write`.
         */
        post: operations["turnWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wiki": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the connection to Confluence, without its token
         * @description Requires the permission `integrations:read`.
         */
        get: operations["getWiki"];
        /**
         * Connect Confluence, once a test shows that it works
         * @description Requires the permission `integrations:write`.
         */
        put: operations["saveWiki"];
        post?: never;
        /**
         * Disconnect Confluence; the pages stay where they are
         * @description Requires the permission `integrations:write`.
         */
        delete: operations["removeWiki"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This process answers */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** And it can do its work: the database answers, nothing is overdue */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Channel: {
            /** @description With which a device makes an address; null: addresses are typed */
            deviceKey: string | null;
            failing: {
                failures: number;
                provider: string;
                reason: string;
                sentence: string;
                /** @description ISO 8601, UTC */
                since: string;
            }[];
            fields: {
                help: string;
                label: string;
                name: string;
                placeholder: string;
                /** @enum {string} */
                type: "email" | "url" | "tel" | "text";
            }[];
            guide: {
                needs: string;
                settings: {
                    description: string;
                    given: boolean;
                    name: string;
                }[];
                /** @description To be pasted at the provider: the manifest of an app */
                snippet: {
                    label: string;
                    text: string;
                } | null;
                /** @description Markdown */
                steps: string[];
            };
            /** @description Who takes the messages: "the mail server" */
            handedTo: string;
            kind: string;
            label: string;
            /** @description What is missing to send by it; null: configured */
            missing: string | null;
            /** @description The phone numbers that its messages come from */
            numbers: string[];
            /** @description How a room is added; null: it reaches no rooms */
            room: {
                field: {
                    help: string;
                    label: string;
                    name: string;
                    placeholder: string;
                    /** @enum {string} */
                    type: "email" | "url" | "tel" | "text";
                };
                /** @description Tocsin can open a channel there for an incident */
                makes: boolean;
                /** @description It reaches rooms alone */
                only: boolean;
            } | null;
            /** @description Invitations and password resets are sent by it */
            signIn: boolean;
            signsMessages: boolean;
            traits: {
                /** @description Pages can be acknowledged by it */
                acknowledges: boolean;
                /** @description Pages are acknowledged by replying with a code */
                codes: boolean;
                /** @description People reach one another at the same address */
                contactable: boolean;
                links: boolean;
                maxBytes: number;
                receipts: boolean;
                threads: boolean;
                /** @description Rings, vibrates or speaks */
                wakes: boolean;
            };
            /** @description Whether an active person, or signing in, depends on it */
            used: boolean;
        };
        ChannelInput: {
            /** @description With which a device makes an address; null: addresses are typed */
            deviceKey: string | null;
            failing: {
                failures: number;
                provider: string;
                reason: string;
                sentence: string;
                /** @description ISO 8601, UTC */
                since: string;
            }[];
            fields: {
                help: string;
                label: string;
                name: string;
                placeholder: string;
                /** @enum {string} */
                type: "email" | "url" | "tel" | "text";
            }[];
            guide: {
                needs: string;
                settings: {
                    description: string;
                    given: boolean;
                    name: string;
                }[];
                /** @description To be pasted at the provider: the manifest of an app */
                snippet: {
                    label: string;
                    text: string;
                } | null;
                /** @description Markdown */
                steps: string[];
            };
            /** @description Who takes the messages: "the mail server" */
            handedTo: string;
            kind: string;
            label: string;
            /** @description What is missing to send by it; null: configured */
            missing: string | null;
            /** @description The phone numbers that its messages come from */
            numbers: string[];
            /** @description How a room is added; null: it reaches no rooms */
            room: {
                field: {
                    help: string;
                    label: string;
                    name: string;
                    placeholder: string;
                    /** @enum {string} */
                    type: "email" | "url" | "tel" | "text";
                };
                /** @description Tocsin can open a channel there for an incident */
                makes: boolean;
                /** @description It reaches rooms alone */
                only: boolean;
            } | null;
            /** @description Invitations and password resets are sent by it */
            signIn: boolean;
            signsMessages: boolean;
            traits: {
                /** @description Pages can be acknowledged by it */
                acknowledges: boolean;
                /** @description Pages are acknowledged by replying with a code */
                codes: boolean;
                /** @description People reach one another at the same address */
                contactable: boolean;
                links: boolean;
                maxBytes: number;
                receipts: boolean;
                threads: boolean;
                /** @description Rings, vibrates or speaks */
                wakes: boolean;
            };
            /** @description Whether an active person, or signing in, depends on it */
            used: boolean;
        };
        ChatRoom: {
            channel: string;
            channelLabel: string;
            id: string;
            name: string;
            severities: ("P1" | "P2" | "P3" | "P4")[];
            teams: {
                id: string;
                name: string;
            }[];
            /** @description Why the last post failed; null: it did not */
            trouble: string | null;
        };
        ChatRoomInput: {
            channel: string;
            channelLabel: string;
            id: string;
            name: string;
            severities: ("P1" | "P2" | "P3" | "P4")[];
            teams: {
                id: string;
                name: string;
            }[];
            /** @description Why the last post failed; null: it did not */
            trouble: string | null;
        };
        Check: {
            /** @description Since when it has been failing, or well */
            changedAt: string | null;
            /** @default true */
            enabled: boolean;
            /** @default 60 */
            everySeconds: number;
            /** @description How many times in a row */
            failed: number;
            /**
             * @description Failures in a row before an alert
             * @default 3
             */
            failures: number;
            id: string;
            lastRunAt: string | null;
            /** @description What it saw last */
            message: string | null;
            name: string;
            nextAt: string | null;
            probe: {
                /** @description Fails when the certificate ends sooner */
                certificate_days?: number;
                /** @description Text that the beginning of the answer (256 kB) must contain */
                contains?: string;
                /** @constant */
                kind: "http";
                /** @description Default: 200 to 299 */
                status?: number;
                /** Format: uri */
                url: string;
            } | {
                host: string;
                /** @constant */
                kind: "tcp";
                port: number;
            } | {
                /** @description One of the answers must be this */
                expects?: string;
                /** @constant */
                kind: "dns";
                name: string;
                /**
                 * @default A
                 * @enum {string}
                 */
                type: "A" | "AAAA" | "CNAME" | "MX" | "NS" | "TXT";
            } | {
                /** @description Fails when a value is above this */
                above?: number;
                /** @description Fails when a value is below this */
                below?: number;
                /** @description The ID of a connector of kind prometheus */
                connector: string;
                /** @constant */
                kind: "prometheus";
                query: string;
            };
            /**
             * @default P2
             * @enum {string}
             */
            severity: "P1" | "P2" | "P3" | "P4";
            /**
             * @description unsure: failed, but not often enough yet
             * @enum {string}
             */
            state: "unknown" | "well" | "unsure" | "failing" | "off";
            system: string;
        };
        CheckInput: {
            /** @description Since when it has been failing, or well */
            changedAt: string | null;
            /** @default true */
            enabled: boolean;
            /** @default 60 */
            everySeconds: number;
            /** @description How many times in a row */
            failed: number;
            /**
             * @description Failures in a row before an alert
             * @default 3
             */
            failures: number;
            id: string;
            lastRunAt: string | null;
            /** @description What it saw last */
            message: string | null;
            name: string;
            nextAt: string | null;
            probe: {
                /** @description Fails when the certificate ends sooner */
                certificate_days?: number;
                /** @description Text that the beginning of the answer (256 kB) must contain */
                contains?: string;
                /** @constant */
                kind: "http";
                /** @description Default: 200 to 299 */
                status?: number;
                /** Format: uri */
                url: string;
            } | {
                host: string;
                /** @constant */
                kind: "tcp";
                port: number;
            } | {
                /** @description One of the answers must be this */
                expects?: string;
                /** @constant */
                kind: "dns";
                name: string;
                /**
                 * @default A
                 * @enum {string}
                 */
                type: "A" | "AAAA" | "CNAME" | "MX" | "NS" | "TXT";
            } | {
                /** @description Fails when a value is above this */
                above?: number;
                /** @description Fails when a value is below this */
                below?: number;
                /** @description The ID of a connector of kind prometheus */
                connector: string;
                /** @constant */
                kind: "prometheus";
                query: string;
            };
            /**
             * @default P2
             * @enum {string}
             */
            severity: "P1" | "P2" | "P3" | "P4";
            /**
             * @description unsure: failed, but not often enough yet
             * @enum {string}
             */
            state: "unknown" | "well" | "unsure" | "failing" | "off";
            system: string;
        };
        ConfigPlan: {
            changed: boolean;
            dryRun: boolean;
            items: {
                /** @enum {string} */
                action: "create" | "update" | "delete" | "unchanged";
                changes: {
                    from?: unknown;
                    path: string;
                    to?: unknown;
                }[];
                id: string;
                section: string;
            }[];
            /** @description Addresses of integrations created without a key in the file; their keys are shown only here */
            newAddresses: {
                id: string;
                section: string;
                url: string;
            }[];
            summary: {
                create: number;
                delete: number;
                unchanged: number;
                update: number;
            };
            /** @description Accepted, but likely a mistake */
            warnings: {
                column: number;
                line: number;
                message: string;
                path: string;
            }[];
        };
        ConfigPlanInput: {
            changed: boolean;
            dryRun: boolean;
            items: {
                /** @enum {string} */
                action: "create" | "update" | "delete" | "unchanged";
                changes: {
                    from?: unknown;
                    path: string;
                    to?: unknown;
                }[];
                id: string;
                section: string;
            }[];
            /** @description Addresses of integrations created without a key in the file; their keys are shown only here */
            newAddresses: {
                id: string;
                section: string;
                url: string;
            }[];
            summary: {
                create: number;
                delete: number;
                unchanged: number;
                update: number;
            };
            /** @description Accepted, but likely a mistake */
            warnings: {
                column: number;
                line: number;
                message: string;
                path: string;
            }[];
        };
        ConnectionTest: {
            message: string;
            warning: string | null;
            works: boolean;
        };
        ConnectionTestInput: {
            message: string;
            warning: string | null;
            works: boolean;
        };
        Connector: {
            /** @enum {string} */
            auth: "none" | "bearer" | "basic" | "api_key";
            /** @description The secret itself is never shown again */
            hasSecret: boolean;
            id: string;
            /** @enum {string} */
            kind: "prometheus" | "loki" | "elasticsearch" | "postgresql" | "mysql";
            name: string;
            options: {
                /** @description Databases: the certificate, in PEM, of the authority that signed theirs */
                ca?: string;
                /** @description Elasticsearch: the indices to search; default: logs-* */
                index?: string;
                /** @description Elasticsearch: the field with the text; default: message */
                messageField?: string;
                /** @description X-Scope-OrgID of Loki, Mimir and Cortex */
                tenant?: string;
                /** @description Elasticsearch: the field with the time; default: @timestamp */
                timeField?: string;
                /**
                 * @description Databases: verify (default), encrypt (any certificate) or off
                 * @enum {string}
                 */
                tls?: "verify" | "encrypt" | "off";
            };
            /** @description Systems that it is of */
            systems: {
                id: string;
                name: string;
            }[];
            url: string;
            /** @description Systems with queries for it */
            usedBy: {
                id: string;
                name: string;
            }[];
            /** @description Built-in checks that use it */
            usedByChecks: {
                id: string;
                name: string;
            }[];
            username: string | null;
            /** @description What its role may do beyond reading, or lacks, as last tested */
            warning: string | null;
        };
        ConnectorInput: {
            /** @enum {string} */
            auth: "none" | "bearer" | "basic" | "api_key";
            /** @description The secret itself is never shown again */
            hasSecret: boolean;
            id: string;
            /** @enum {string} */
            kind: "prometheus" | "loki" | "elasticsearch" | "postgresql" | "mysql";
            name: string;
            options: {
                /** @description Databases: the certificate, in PEM, of the authority that signed theirs */
                ca?: string;
                /** @description Elasticsearch: the indices to search; default: logs-* */
                index?: string;
                /** @description Elasticsearch: the field with the text; default: message */
                messageField?: string;
                /** @description X-Scope-OrgID of Loki, Mimir and Cortex */
                tenant?: string;
                /** @description Elasticsearch: the field with the time; default: @timestamp */
                timeField?: string;
                /**
                 * @description Databases: verify (default), encrypt (any certificate) or off
                 * @enum {string}
                 */
                tls?: "verify" | "encrypt" | "off";
            };
            /** @description Systems that it is of */
            systems: {
                id: string;
                name: string;
            }[];
            url: string;
            /** @description Systems with queries for it */
            usedBy: {
                id: string;
                name: string;
            }[];
            /** @description Built-in checks that use it */
            usedByChecks: {
                id: string;
                name: string;
            }[];
            username: string | null;
            /** @description What its role may do beyond reading, or lacks, as last tested */
            warning: string | null;
        };
        Contact: {
            active: boolean;
            id: string;
            name: string;
            /** @description Where the person is reached without Tocsin, as far as you may see it */
            reach: {
                display: string;
                kindLabel: string;
                label: string;
            }[];
            teams: {
                id: string;
                name: string;
            }[];
            timezone: string;
        };
        ContactInput: {
            active: boolean;
            id: string;
            name: string;
            /** @description Where the person is reached without Tocsin, as far as you may see it */
            reach: {
                display: string;
                kindLabel: string;
                label: string;
            }[];
            teams: {
                id: string;
                name: string;
            }[];
            timezone: string;
        };
        Coverage: {
            /** @description The gaps by what is missing, worst first */
            findings: components["schemas"]["CoverageFinding"][];
            from: string;
            /** @description Every period separately, in order of time; the first 5,000 */
            gaps: components["schemas"]["CoverageGap"][];
            /** @description Number of further periods; the findings include them all */
            moreGaps: number;
            /** @description Different situations looked at; together they are every instant */
            situations: number;
            /** @description The organisation's */
            timezone: string;
            until: string;
        };
        CoverageFinding: {
            code: string;
            /** @description The affected incidents: P1, customer-facing P2 */
            incidents: string;
            /**
             * @description Level of the gap, worst first
             * @enum {string}
             */
            level: "unreachable" | "reached_by_fallback" | "thin";
            roleTitle: string;
            sentence: string;
            /** @description When, in order; adjacent periods are joined */
            stretches: {
                from: string;
                until: string;
            }[];
            suggestion: string;
            teamName: string | null;
        };
        CoverageFindingInput: {
            code: string;
            /** @description The affected incidents: P1, customer-facing P2 */
            incidents: string;
            /**
             * @description Level of the gap, worst first
             * @enum {string}
             */
            level: "unreachable" | "reached_by_fallback" | "thin";
            roleTitle: string;
            sentence: string;
            /** @description When, in order; adjacent periods are joined */
            stretches: {
                from: string;
                until: string;
            }[];
            suggestion: string;
            teamName: string | null;
        };
        CoverageGap: {
            affects: {
                customerFacing: boolean;
                /** @enum {string} */
                severity: "P1" | "P2" | "P3" | "P4";
            }[];
            code: string;
            from: string;
            instead: {
                id: string;
                name: string;
            }[];
            /**
             * @description Level of the gap, worst first
             * @enum {string}
             */
            level: "unreachable" | "reached_by_fallback" | "thin";
            onCallLevel: number | null;
            people: {
                id: string;
                name: string;
            }[];
            role: string;
            roleTitle: string;
            sentence: string;
            suggestion: string;
            teamId: string | null;
            teamName: string | null;
            until: string;
        };
        CoverageGapInput: {
            affects: {
                customerFacing: boolean;
                /** @enum {string} */
                severity: "P1" | "P2" | "P3" | "P4";
            }[];
            code: string;
            from: string;
            instead: {
                id: string;
                name: string;
            }[];
            /**
             * @description Level of the gap, worst first
             * @enum {string}
             */
            level: "unreachable" | "reached_by_fallback" | "thin";
            onCallLevel: number | null;
            people: {
                id: string;
                name: string;
            }[];
            role: string;
            roleTitle: string;
            sentence: string;
            suggestion: string;
            teamId: string | null;
            teamName: string | null;
            until: string;
        };
        CoverageInput: {
            /** @description The gaps by what is missing, worst first */
            findings: components["schemas"]["CoverageFindingInput"][];
            from: string;
            /** @description Every period separately, in order of time; the first 5,000 */
            gaps: components["schemas"]["CoverageGapInput"][];
            /** @description Number of further periods; the findings include them all */
            moreGaps: number;
            /** @description Different situations looked at; together they are every instant */
            situations: number;
            /** @description The organisation's */
            timezone: string;
            until: string;
        };
        DiffLine: {
            after: number | null;
            before: number | null;
            /** @enum {string} */
            kind: "same" | "removed" | "added";
            text: string;
        };
        DiffLineInput: {
            after: number | null;
            before: number | null;
            /** @enum {string} */
            kind: "same" | "removed" | "added";
            text: string;
        };
        Errors: {
            items: {
                /** @description How many alerts it was in */
                alerts: number;
                count: number;
                /** @description The message without numbers, ids and quoted values */
                fingerprint: string;
                firstAt: string;
                lastAt: string;
                notedBy: string[];
                pinned: boolean;
                systems: string[];
                /** @description The newest message */
                text: string;
            }[];
        };
        ErrorsInput: {
            items: {
                /** @description How many alerts it was in */
                alerts: number;
                count: number;
                /** @description The message without numbers, ids and quoted values */
                fingerprint: string;
                firstAt: string;
                lastAt: string;
                notedBy: string[];
                pinned: boolean;
                systems: string[];
                /** @description The newest message */
                text: string;
            }[];
        };
        Evidence: {
            at: string;
            by: string | null;
            bytes: number;
            /** @description JSON: what was asked and what was found */
            content: string;
            /** @description What it is, such as "3 series" */
            found: string;
            from: string;
            id: string;
            /** @description Whether the content has the hash that the log has */
            intact: boolean;
            note: string | null;
            /** @description Of the content; also in the incident’s hash-chained log */
            sha256: string;
            title: string;
            to: string;
        };
        EvidenceInput: {
            at: string;
            by: string | null;
            bytes: number;
            /** @description JSON: what was asked and what was found */
            content: string;
            /** @description What it is, such as "3 series" */
            found: string;
            from: string;
            id: string;
            /** @description Whether the content has the hash that the log has */
            intact: boolean;
            note: string | null;
            /** @description Of the content; also in the incident’s hash-chained log */
            sha256: string;
            title: string;
            to: string;
        };
        Files: {
            /** @description Oldest first */
            items: {
                at: string;
                /** @description Who; null for Tocsin itself */
                by: string | null;
                bytes: number;
                /** @description The entry of the timeline that it belongs to */
                entry: number | null;
                id: string;
                /** @description Of a private incident: who has had it, newest first */
                looks: {
                    at: string;
                    /** @description Who; null for Tocsin itself */
                    by: string | null;
                    /** @enum {string} */
                    what: "opened" | "downloaded";
                }[];
                name: string;
                note: string | null;
                /** @description Whether it can be shown as a picture */
                picture: boolean;
                removed: {
                    at: string;
                    /** @description Who; null for Tocsin itself */
                    by: string | null;
                    reason: string;
                } | null;
                /** @description The entry that says that it was attached */
                seq: number;
                /** @description Of the content; also in the incident’s hash-chained log */
                sha256: string;
                /** @description The step of a runbook that it belongs to */
                step: {
                    runbook: string;
                    step: string;
                    title: string;
                } | null;
                /** @description What the content is, such as "PNG image", whatever its name says */
                type: string;
            }[];
            /** @description Why nobody can remove a file of this incident; null when they can */
            kept: string | null;
            restricted: boolean;
            /** @description Bytes of all files of the organisation, how many there may be, and of the largest file */
            room: {
                largest: number;
                of: number;
                used: number;
            };
        };
        FilesInput: {
            /** @description Oldest first */
            items: {
                at: string;
                /** @description Who; null for Tocsin itself */
                by: string | null;
                bytes: number;
                /** @description The entry of the timeline that it belongs to */
                entry: number | null;
                id: string;
                /** @description Of a private incident: who has had it, newest first */
                looks: {
                    at: string;
                    /** @description Who; null for Tocsin itself */
                    by: string | null;
                    /** @enum {string} */
                    what: "opened" | "downloaded";
                }[];
                name: string;
                note: string | null;
                /** @description Whether it can be shown as a picture */
                picture: boolean;
                removed: {
                    at: string;
                    /** @description Who; null for Tocsin itself */
                    by: string | null;
                    reason: string;
                } | null;
                /** @description The entry that says that it was attached */
                seq: number;
                /** @description Of the content; also in the incident’s hash-chained log */
                sha256: string;
                /** @description The step of a runbook that it belongs to */
                step: {
                    runbook: string;
                    step: string;
                    title: string;
                } | null;
                /** @description What the content is, such as "PNG image", whatever its name says */
                type: string;
            }[];
            /** @description Why nobody can remove a file of this incident; null when they can */
            kept: string | null;
            restricted: boolean;
            /** @description Bytes of all files of the organisation, how many there may be, and of the largest file */
            room: {
                largest: number;
                of: number;
                used: number;
            };
        };
        Incident: {
            acknowledgedAt: string | null;
            acknowledgedBy: {
                id: string | null;
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
                name: string;
                via: string | null;
            } | null;
            alertCount: number;
            closedAt: string | null;
            commander: {
                id: string;
                name: string;
            } | null;
            criteriaAnswers: {
                [key: string]: boolean;
            };
            customerFacing: boolean;
            /** @enum {string} */
            customerFacingBy: "systems" | "person";
            /** @description ISO 8601, UTC */
            declaredAt: string;
            /** @description ISO 8601, UTC */
            detectedAt: string;
            /** @description An exercise */
            drill: boolean;
            /** @description From detection until it was resolved or merged, or until now */
            durationSeconds: number;
            /** @description How it ended; null while it is open */
            ending: ("fixed" | "false_alarm" | "duplicate" | "recovered") | null;
            entryCount: number;
            /** @description The immediate actions of the policy and when they were done */
            firstResponse: {
                /** @description ISO 8601, UTC */
                dueAt: string;
                items: {
                    details: string[];
                    doneAt: string | null;
                    id: string;
                    late: boolean;
                    /** @description Nothing to do: this severity has no immediate notifications, and no one was notified */
                    notNeeded: boolean;
                    text: string;
                    /** @description The fact of the record that ticks it; null: none does */
                    ticks: string | null;
                }[];
            };
            id: string;
            mergedInto: {
                id: string;
                reference: string;
            } | null;
            /** @description Required by the runbook and still missing (IMM-3) */
            missing: ("timestamp" | "affected_systems" | "initial_symptoms" | "severity")[];
            mitigatedAt: string | null;
            /** @description Since when no alert of the incident is firing */
            monitoringClearAt: string | null;
            /** @description The current policy version, for new incidents */
            newestPolicyVersion: number;
            number: number;
            open: boolean;
            /** @enum {string} */
            origin: "person" | "alerts" | "report";
            /** @description Who is being paged now; empty between two rounds, null if no page is open */
            paging: {
                id: string;
                name: string;
            }[] | null;
            /** @description The commander, else who acknowledged, with their contact details (COM-5) */
            pointOfContact: {
                /** @enum {string} */
                as: "commander" | "acknowledged";
                id: string;
                name: string;
                reach: {
                    address: string;
                    kind: string;
                    label: string;
                }[];
            } | null;
            /** @description The policy version it uses */
            policyVersion: number;
            /** @description INC-12 */
            reference: string;
            resolution: string | null;
            resolvedAt: string | null;
            responders: {
                id: string;
                name: string;
            }[];
            /** @enum {string} */
            severity: "P1" | "P2" | "P3" | "P4";
            /** @description False until a person confirms the severity (DET-4) */
            severityConfirmed: boolean;
            severityConfirmedAt: string | null;
            severityName: string;
            startedAt: string | null;
            /** @enum {string} */
            status: "investigating" | "mitigating" | "resolved" | "closed" | "merged";
            symptoms: string;
            systems: {
                customerFacing: boolean;
                id: string;
                name: string;
            }[];
            team: {
                id: string;
                name: string;
            } | null;
            title: string;
            /** @description What kind of incident it is */
            type: {
                id: string;
                title: string;
            } | null;
            /**
             * @description restricted: only those who take part in it and administrators see it
             * @enum {string}
             */
            visibility: "organisation" | "restricted";
            /** @description Where its responders talk; null when it is over or none is set */
            warRoomUrl: string | null;
        };
        IncidentChannel: {
            /** @description Somebody archived or deleted it in the chat */
            byHand: boolean;
            channelLabel: string;
            id: string;
            name: string;
            /** @description Who could not be let in, and why */
            notIn: {
                id: string;
                name: string;
                reason: string;
            }[];
            private: boolean;
            /** @enum {string} */
            state: "wanted" | "open" | "archived" | "gone";
            trouble: string | null;
            /** @description Where it is opened; null until it is made */
            url: string | null;
        };
        IncidentChannelInput: {
            /** @description Somebody archived or deleted it in the chat */
            byHand: boolean;
            channelLabel: string;
            id: string;
            name: string;
            /** @description Who could not be let in, and why */
            notIn: {
                id: string;
                name: string;
                reason: string;
            }[];
            private: boolean;
            /** @enum {string} */
            state: "wanted" | "open" | "archived" | "gone";
            trouble: string | null;
            /** @description Where it is opened; null until it is made */
            url: string | null;
        };
        IncidentChannelRule: {
            /** @enum {string} */
            archive: "reviewed" | "closed" | "never";
            channel: string;
            channelLabel: string;
            id: string;
            severities: ("P1" | "P2" | "P3" | "P4")[];
            teams: {
                id: string;
                name: string;
            }[];
            /** @description What went wrong last with a channel of an open incident */
            trouble: string | null;
        };
        IncidentChannelRuleInput: {
            /** @enum {string} */
            archive: "reviewed" | "closed" | "never";
            channel: string;
            channelLabel: string;
            id: string;
            severities: ("P1" | "P2" | "P3" | "P4")[];
            teams: {
                id: string;
                name: string;
            }[];
            /** @description What went wrong last with a channel of an open incident */
            trouble: string | null;
        };
        IncidentCounts: {
            /** @description Of the open ones, those that whoever asks is a responder of */
            mine: number;
            open: number;
            unacknowledged: number;
        };
        IncidentCountsInput: {
            /** @description Of the open ones, those that whoever asks is a responder of */
            mine: number;
            open: number;
            unacknowledged: number;
        };
        IncidentInput: {
            acknowledgedAt: string | null;
            acknowledgedBy: {
                id: string | null;
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
                name: string;
                via: string | null;
            } | null;
            alertCount: number;
            closedAt: string | null;
            commander: {
                id: string;
                name: string;
            } | null;
            criteriaAnswers: {
                [key: string]: boolean;
            };
            customerFacing: boolean;
            /** @enum {string} */
            customerFacingBy: "systems" | "person";
            /** @description ISO 8601, UTC */
            declaredAt: string;
            /** @description ISO 8601, UTC */
            detectedAt: string;
            /** @description An exercise */
            drill: boolean;
            /** @description From detection until it was resolved or merged, or until now */
            durationSeconds: number;
            /** @description How it ended; null while it is open */
            ending: ("fixed" | "false_alarm" | "duplicate" | "recovered") | null;
            entryCount: number;
            /** @description The immediate actions of the policy and when they were done */
            firstResponse: {
                /** @description ISO 8601, UTC */
                dueAt: string;
                items: {
                    details: string[];
                    doneAt: string | null;
                    id: string;
                    late: boolean;
                    /** @description Nothing to do: this severity has no immediate notifications, and no one was notified */
                    notNeeded: boolean;
                    text: string;
                    /** @description The fact of the record that ticks it; null: none does */
                    ticks: string | null;
                }[];
            };
            id: string;
            mergedInto: {
                id: string;
                reference: string;
            } | null;
            /** @description Required by the runbook and still missing (IMM-3) */
            missing: ("timestamp" | "affected_systems" | "initial_symptoms" | "severity")[];
            mitigatedAt: string | null;
            /** @description Since when no alert of the incident is firing */
            monitoringClearAt: string | null;
            /** @description The current policy version, for new incidents */
            newestPolicyVersion: number;
            number: number;
            open: boolean;
            /** @enum {string} */
            origin: "person" | "alerts" | "report";
            /** @description Who is being paged now; empty between two rounds, null if no page is open */
            paging: {
                id: string;
                name: string;
            }[] | null;
            /** @description The commander, else who acknowledged, with their contact details (COM-5) */
            pointOfContact: {
                /** @enum {string} */
                as: "commander" | "acknowledged";
                id: string;
                name: string;
                reach: {
                    address: string;
                    kind: string;
                    label: string;
                }[];
            } | null;
            /** @description The policy version it uses */
            policyVersion: number;
            /** @description INC-12 */
            reference: string;
            resolution: string | null;
            resolvedAt: string | null;
            responders: {
                id: string;
                name: string;
            }[];
            /** @enum {string} */
            severity: "P1" | "P2" | "P3" | "P4";
            /** @description False until a person confirms the severity (DET-4) */
            severityConfirmed: boolean;
            severityConfirmedAt: string | null;
            severityName: string;
            startedAt: string | null;
            /** @enum {string} */
            status: "investigating" | "mitigating" | "resolved" | "closed" | "merged";
            symptoms: string;
            systems: {
                customerFacing: boolean;
                id: string;
                name: string;
            }[];
            team: {
                id: string;
                name: string;
            } | null;
            title: string;
            /** @description What kind of incident it is */
            type: {
                id: string;
                title: string;
            } | null;
            /**
             * @description restricted: only those who take part in it and administrators see it
             * @enum {string}
             */
            visibility: "organisation" | "restricted";
            /** @description Where its responders talk; null when it is over or none is set */
            warRoomUrl: string | null;
        };
        IncidentRunbooks: {
            /** @description Runbooks that can be added */
            others: {
                id: string;
                title: string;
            }[];
            runbooks: {
                /** @description Why it was added; null: by a person */
                because: string | null;
                id: string;
                intro: string;
                newest: number;
                steps: {
                    at: string | null;
                    branches: {
                        text: string;
                        to: string;
                    }[];
                    by: string | null;
                    /** @description What Tocsin looks at by itself; they read, and change nothing */
                    checks: {
                        /** @description null: those of the affected systems */
                        connector: string | null;
                        /** @enum {string} */
                        kind: "database" | "sql" | "prometheus" | "http";
                        name: string;
                        /** @description The last one of each connector */
                        results: {
                            /** @description ISO 8601, UTC */
                            at: string;
                            by: string;
                            connector: {
                                id: string;
                                name: string;
                            } | null;
                            sentence: string;
                            table: {
                                columns: string[];
                                /** @description There was more than is shown */
                                more: boolean;
                                rows: (string | null)[][];
                            } | null;
                            /**
                             * @description unable: it could not be run, which says nothing about what it looks at
                             * @enum {string}
                             */
                            verdict: "ok" | "look" | "bad" | "unable";
                        }[];
                        /** @description The query, the address, or which of the built-in checks, as written */
                        text: string;
                    }[];
                    id: string;
                    link: string | null;
                    /** @description Values that the incident does not have; they stand as <name> */
                    missing: string[];
                    note: string | null;
                    /** @description Only taken when a branch leads to it */
                    optional: boolean;
                    owner: {
                        id: string;
                        name: string;
                    } | null;
                    /** @enum {string} */
                    state: "open" | "done" | "skipped" | "failed";
                    /** @description Markdown with the incident's values, each quoted for where it stands */
                    text: string;
                    title: string;
                }[];
                title: string;
                /** @description The one that this incident works on */
                version: number;
            }[];
            /** @description What it seems to be, while nobody has said */
            suggestion: {
                /** @enum {string} */
                by: "labels" | "words";
                id: string;
                title: string;
            } | null;
            /** @description What kind of incident it is */
            type: {
                id: string;
                title: string;
            } | null;
            /** @description What it can be */
            types: {
                id: string;
                title: string;
            }[];
        };
        IncidentRunbooksInput: {
            /** @description Runbooks that can be added */
            others: {
                id: string;
                title: string;
            }[];
            runbooks: {
                /** @description Why it was added; null: by a person */
                because: string | null;
                id: string;
                intro: string;
                newest: number;
                steps: {
                    at: string | null;
                    branches: {
                        text: string;
                        to: string;
                    }[];
                    by: string | null;
                    /** @description What Tocsin looks at by itself; they read, and change nothing */
                    checks: {
                        /** @description null: those of the affected systems */
                        connector: string | null;
                        /** @enum {string} */
                        kind: "database" | "sql" | "prometheus" | "http";
                        name: string;
                        /** @description The last one of each connector */
                        results: {
                            /** @description ISO 8601, UTC */
                            at: string;
                            by: string;
                            connector: {
                                id: string;
                                name: string;
                            } | null;
                            sentence: string;
                            table: {
                                columns: string[];
                                /** @description There was more than is shown */
                                more: boolean;
                                rows: (string | null)[][];
                            } | null;
                            /**
                             * @description unable: it could not be run, which says nothing about what it looks at
                             * @enum {string}
                             */
                            verdict: "ok" | "look" | "bad" | "unable";
                        }[];
                        /** @description The query, the address, or which of the built-in checks, as written */
                        text: string;
                    }[];
                    id: string;
                    link: string | null;
                    /** @description Values that the incident does not have; they stand as <name> */
                    missing: string[];
                    note: string | null;
                    /** @description Only taken when a branch leads to it */
                    optional: boolean;
                    owner: {
                        id: string;
                        name: string;
                    } | null;
                    /** @enum {string} */
                    state: "open" | "done" | "skipped" | "failed";
                    /** @description Markdown with the incident's values, each quoted for where it stands */
                    text: string;
                    title: string;
                }[];
                title: string;
                /** @description The one that this incident works on */
                version: number;
            }[];
            /** @description What it seems to be, while nobody has said */
            suggestion: {
                /** @enum {string} */
                by: "labels" | "words";
                id: string;
                title: string;
            } | null;
            /** @description What kind of incident it is */
            type: {
                id: string;
                title: string;
            } | null;
            /** @description What it can be */
            types: {
                id: string;
                title: string;
            }[];
        };
        IncidentSummary: {
            acknowledgedAt: string | null;
            alertCount: number;
            closedAt: string | null;
            commander: {
                id: string;
                name: string;
            } | null;
            customerFacing: boolean;
            /** @description ISO 8601, UTC */
            declaredAt: string;
            /** @description ISO 8601, UTC */
            detectedAt: string;
            /** @description An exercise */
            drill: boolean;
            /** @description From detection until it was resolved or merged, or until now */
            durationSeconds: number;
            /** @description How it ended; null while it is open */
            ending: ("fixed" | "false_alarm" | "duplicate" | "recovered") | null;
            id: string;
            mitigatedAt: string | null;
            /** @description Since when no alert of the incident is firing */
            monitoringClearAt: string | null;
            open: boolean;
            /** @description Who is being paged now; empty between two rounds, null if no page is open */
            paging: {
                id: string;
                name: string;
            }[] | null;
            /** @description INC-12 */
            reference: string;
            resolvedAt: string | null;
            /** @enum {string} */
            severity: "P1" | "P2" | "P3" | "P4";
            /** @description False until a person confirms the severity (DET-4) */
            severityConfirmed: boolean;
            startedAt: string | null;
            /** @enum {string} */
            status: "investigating" | "mitigating" | "resolved" | "closed" | "merged";
            systems: {
                customerFacing: boolean;
                id: string;
                name: string;
            }[];
            team: {
                id: string;
                name: string;
            } | null;
            title: string;
            /**
             * @description restricted: only those who take part in it and administrators see it
             * @enum {string}
             */
            visibility: "organisation" | "restricted";
        };
        IncidentSummaryInput: {
            acknowledgedAt: string | null;
            alertCount: number;
            closedAt: string | null;
            commander: {
                id: string;
                name: string;
            } | null;
            customerFacing: boolean;
            /** @description ISO 8601, UTC */
            declaredAt: string;
            /** @description ISO 8601, UTC */
            detectedAt: string;
            /** @description An exercise */
            drill: boolean;
            /** @description From detection until it was resolved or merged, or until now */
            durationSeconds: number;
            /** @description How it ended; null while it is open */
            ending: ("fixed" | "false_alarm" | "duplicate" | "recovered") | null;
            id: string;
            mitigatedAt: string | null;
            /** @description Since when no alert of the incident is firing */
            monitoringClearAt: string | null;
            open: boolean;
            /** @description Who is being paged now; empty between two rounds, null if no page is open */
            paging: {
                id: string;
                name: string;
            }[] | null;
            /** @description INC-12 */
            reference: string;
            resolvedAt: string | null;
            /** @enum {string} */
            severity: "P1" | "P2" | "P3" | "P4";
            /** @description False until a person confirms the severity (DET-4) */
            severityConfirmed: boolean;
            startedAt: string | null;
            /** @enum {string} */
            status: "investigating" | "mitigating" | "resolved" | "closed" | "merged";
            systems: {
                customerFacing: boolean;
                id: string;
                name: string;
            }[];
            team: {
                id: string;
                name: string;
            } | null;
            title: string;
            /**
             * @description restricted: only those who take part in it and administrators see it
             * @enum {string}
             */
            visibility: "organisation" | "restricted";
        };
        Mailbox: {
            /** @description When the mailbox last answered; null for webhooks */
            checkedAt: string | null;
            failing: {
                problem: string;
                /** @description ISO 8601, UTC */
                since: string;
            } | null;
            /** @description Why replies cannot be read, as a sentence */
            fault: string | null;
            lastMailAt: string | null;
            /** @description What came in the last 24 hours */
            lately: {
                acted: number;
                ignored: number;
                /** @enum {string} */
                kind: "reply" | "report" | "calendar" | "bounce" | "other";
            }[];
            /** @description Address of replies; … stands for the secret of a message */
            replyAddress: string | null;
            /** @description Where mail becomes a report, once that is turned on */
            reportAddress: string | null;
            /** @description How mail comes in; empty: no mailbox is set up */
            ways: ("imap" | "webhook")[];
            /** @description Where a mail server delivers by a webhook */
            webhookUrl: string | null;
        };
        MailboxInput: {
            /** @description When the mailbox last answered; null for webhooks */
            checkedAt: string | null;
            failing: {
                problem: string;
                /** @description ISO 8601, UTC */
                since: string;
            } | null;
            /** @description Why replies cannot be read, as a sentence */
            fault: string | null;
            lastMailAt: string | null;
            /** @description What came in the last 24 hours */
            lately: {
                acted: number;
                ignored: number;
                /** @enum {string} */
                kind: "reply" | "report" | "calendar" | "bounce" | "other";
            }[];
            /** @description Address of replies; … stands for the secret of a message */
            replyAddress: string | null;
            /** @description Where mail becomes a report, once that is turned on */
            reportAddress: string | null;
            /** @description How mail comes in; empty: no mailbox is set up */
            ways: ("imap" | "webhook")[];
            /** @description Where a mail server delivers by a webhook */
            webhookUrl: string | null;
        };
        Message: {
            /** @description Null if there is none, or if the reader may not see it */
            address: string | null;
            attempts: {
                /** @description ISO 8601, UTC */
                at: string;
                /** @description What the provider said */
                detail: string | null;
                /** @description null: in progress, or its process died */
                endedAt: string | null;
                number: number;
                /** @enum {string} */
                outcome: "accepted" | "delivered" | "retry" | "rejected" | "unknown";
                reason: string | null;
                sentence: string;
            }[];
            /** @description ID of the message that this one was bundled in */
            bundledIn: string | null;
            channel: string | null;
            /** @description The channel as a sentence names it */
            channelLabel: string | null;
            /** @description ISO 8601, UTC */
            createdAt: string;
            deadline: string | null;
            deliveredAt: string | null;
            drill: boolean;
            firstAttemptAt: string | null;
            headline: string;
            id: string;
            incidentId: string | null;
            incidentReference: string | null;
            /** @description ID of the message that this one replaced */
            insteadOf: string | null;
            nextAttemptAt: string | null;
            person: {
                id: string;
                name: string;
            } | null;
            promisedAt: string | null;
            /** @enum {string} */
            purpose: "page" | "notice" | "system" | "subscriber";
            /** @description Why it is waiting, was stopped, was not sent, or failed */
            reason: string | null;
            /** @description When the channel accepted it */
            sentAt: string | null;
            /** @description Delivery status as a sentence */
            sentence: string;
            /** @enum {string} */
            state: "queued" | "sending" | "retrying" | "accepted" | "delivered" | "dead" | "suppressed" | "stopped";
            subject: string;
        };
        MessageInput: {
            /** @description Null if there is none, or if the reader may not see it */
            address: string | null;
            attempts: {
                /** @description ISO 8601, UTC */
                at: string;
                /** @description What the provider said */
                detail: string | null;
                /** @description null: in progress, or its process died */
                endedAt: string | null;
                number: number;
                /** @enum {string} */
                outcome: "accepted" | "delivered" | "retry" | "rejected" | "unknown";
                reason: string | null;
                sentence: string;
            }[];
            /** @description ID of the message that this one was bundled in */
            bundledIn: string | null;
            channel: string | null;
            /** @description The channel as a sentence names it */
            channelLabel: string | null;
            /** @description ISO 8601, UTC */
            createdAt: string;
            deadline: string | null;
            deliveredAt: string | null;
            drill: boolean;
            firstAttemptAt: string | null;
            headline: string;
            id: string;
            incidentId: string | null;
            incidentReference: string | null;
            /** @description ID of the message that this one replaced */
            insteadOf: string | null;
            nextAttemptAt: string | null;
            person: {
                id: string;
                name: string;
            } | null;
            promisedAt: string | null;
            /** @enum {string} */
            purpose: "page" | "notice" | "system" | "subscriber";
            /** @description Why it is waiting, was stopped, was not sent, or failed */
            reason: string | null;
            /** @description When the channel accepted it */
            sentAt: string | null;
            /** @description Delivery status as a sentence */
            sentence: string;
            /** @enum {string} */
            state: "queued" | "sending" | "retrying" | "accepted" | "delivered" | "dead" | "suppressed" | "stopped";
            subject: string;
        };
        Organisation: {
            calendarCountry: string | null;
            calendarRegion: string | null;
            defaultTeam: string | null;
            name: string;
            roles: {
                deputies: {
                    id: string;
                    name: string;
                }[];
                holders: {
                    id: string;
                    name: string;
                }[];
                role: string;
            }[];
            timezone: string;
            /** @description The team that currently receives alerts without a system */
            unroutedTeam: string | null;
        };
        OrganisationInput: {
            calendarCountry: string | null;
            calendarRegion: string | null;
            defaultTeam: string | null;
            name: string;
            roles: {
                deputies: {
                    id: string;
                    name: string;
                }[];
                holders: {
                    id: string;
                    name: string;
                }[];
                role: string;
            }[];
            timezone: string;
            /** @description The team that currently receives alerts without a system */
            unroutedTeam: string | null;
        };
        Person: {
            active: boolean;
            /** @description Currently away: deputies cover */
            away: boolean;
            email: string;
            id: string;
            name: string;
            /** @enum {string} */
            role: "administrator" | "manager" | "responder" | "stakeholder";
            teams: {
                id: string;
                name: string;
            }[];
            timezone: string;
        };
        PersonDetail: {
            absences: {
                from: string;
                id: string;
                note: string;
                until: string;
            }[];
            active: boolean;
            /** @description Currently away: deputies cover */
            away: boolean;
            contactMethods: {
                /** @description null: not visible to you */
                address: string | null;
                disabledReason: string | null;
                /** @description The address as it is shown; null: not visible to you */
                display: string | null;
                id: string;
                kind: string;
                /** @description The kind as people call it */
                kindLabel: string;
                label: string;
                /** @description null: nothing is sent there */
                proof: {
                    /** @description When a test page was acknowledged by it */
                    answeredAt: string | null;
                    /** @description When its owner entered a code that was sent there */
                    codeAt: string | null;
                    /** @description How it was tested, and what is missing */
                    sentence: string;
                    /** @enum {string} */
                    state: "untested" | "partial" | "tested" | "stale";
                } | null;
                /** @description Which signing secret counts; raised by each rotation */
                secretGeneration: number;
                secretRotatedAt: string | null;
            }[];
            contactRules: {
                notice: {
                    /** @description Seconds after the start */
                    afterSeconds: number;
                    contactMethodId: string;
                    label: string;
                }[];
                ownNotice: boolean;
                /** @description false: the default rules apply */
                ownPage: boolean;
                page: {
                    /** @description Seconds after the start */
                    afterSeconds: number;
                    contactMethodId: string;
                    label: string;
                }[];
            };
            email: string;
            id: string;
            /** @description The last invitation; null: none was sent, or they have a password */
            invitation: {
                /** @description When its link stops working */
                expiresAt: string | null;
                /** @description Why it was not sent */
                reason: string | null;
                /** @description When the mail server accepted it */
                sentAt: string | null;
                /** @description What became of it, and what to do */
                sentence: string;
                /** @enum {string} */
                state: "sending" | "sent" | "expired" | "failed";
            } | null;
            name: string;
            /** @description Local times of the person between which notices are held; null: none */
            quietHours: {
                from: string;
                until: string;
            } | null;
            /** @enum {string} */
            role: "administrator" | "manager" | "responder" | "stakeholder";
            roles: {
                /** @enum {string} */
                kind: "holder" | "deputy";
                role: string;
                teamId: string | null;
            }[];
            teams: {
                id: string;
                name: string;
            }[];
            timezone: string;
        };
        PersonDetailInput: {
            absences: {
                from: string;
                id: string;
                note: string;
                until: string;
            }[];
            active: boolean;
            /** @description Currently away: deputies cover */
            away: boolean;
            contactMethods: {
                /** @description null: not visible to you */
                address: string | null;
                disabledReason: string | null;
                /** @description The address as it is shown; null: not visible to you */
                display: string | null;
                id: string;
                kind: string;
                /** @description The kind as people call it */
                kindLabel: string;
                label: string;
                /** @description null: nothing is sent there */
                proof: {
                    /** @description When a test page was acknowledged by it */
                    answeredAt: string | null;
                    /** @description When its owner entered a code that was sent there */
                    codeAt: string | null;
                    /** @description How it was tested, and what is missing */
                    sentence: string;
                    /** @enum {string} */
                    state: "untested" | "partial" | "tested" | "stale";
                } | null;
                /** @description Which signing secret counts; raised by each rotation */
                secretGeneration: number;
                secretRotatedAt: string | null;
            }[];
            contactRules: {
                notice: {
                    /** @description Seconds after the start */
                    afterSeconds: number;
                    contactMethodId: string;
                    label: string;
                }[];
                ownNotice: boolean;
                /** @description false: the default rules apply */
                ownPage: boolean;
                page: {
                    /** @description Seconds after the start */
                    afterSeconds: number;
                    contactMethodId: string;
                    label: string;
                }[];
            };
            email: string;
            id: string;
            /** @description The last invitation; null: none was sent, or they have a password */
            invitation: {
                /** @description When its link stops working */
                expiresAt: string | null;
                /** @description Why it was not sent */
                reason: string | null;
                /** @description When the mail server accepted it */
                sentAt: string | null;
                /** @description What became of it, and what to do */
                sentence: string;
                /** @enum {string} */
                state: "sending" | "sent" | "expired" | "failed";
            } | null;
            name: string;
            /** @description Local times of the person between which notices are held; null: none */
            quietHours: {
                from: string;
                until: string;
            } | null;
            /** @enum {string} */
            role: "administrator" | "manager" | "responder" | "stakeholder";
            roles: {
                /** @enum {string} */
                kind: "holder" | "deputy";
                role: string;
                teamId: string | null;
            }[];
            teams: {
                id: string;
                name: string;
            }[];
            timezone: string;
        };
        PersonInput: {
            active: boolean;
            /** @description Currently away: deputies cover */
            away: boolean;
            email: string;
            id: string;
            name: string;
            /** @enum {string} */
            role: "administrator" | "manager" | "responder" | "stakeholder";
            teams: {
                id: string;
                name: string;
            }[];
            timezone: string;
        };
        PolicyDiff: {
            /** @description What it means: the rendered policy, line by line */
            prose: components["schemas"]["DiffLine"][][];
            /** @description Both run the same: they differ, if at all, in comments, layout or the order of keys */
            sameRules: boolean;
            /** @description The YAML, line by line */
            text: components["schemas"]["DiffLine"][][];
        };
        PolicyDiffInput: {
            /** @description What it means: the rendered policy, line by line */
            prose: components["schemas"]["DiffLineInput"][][];
            /** @description Both run the same: they differ, if at all, in comments, layout or the order of keys */
            sameRules: boolean;
            /** @description The YAML, line by line */
            text: components["schemas"]["DiffLineInput"][][];
        };
        PolicyDraft: {
            /** @description Who did it; people and tokens by id */
            author: {
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
            } & {
                [key: string]: unknown;
            };
            /** @description How the author is called, as of now */
            authorName: string;
            baseVersion: number;
            id: string;
            name: string;
            /** @description Counts how often it was saved */
            revision: number;
            /** @description ISO 8601, UTC */
            updatedAt: string;
            yaml: string;
        };
        PolicyDraftInput: {
            /** @description Who did it; people and tokens by id */
            author: {
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
            } & {
                [key: string]: unknown;
            };
            /** @description How the author is called, as of now */
            authorName: string;
            baseVersion: number;
            id: string;
            name: string;
            /** @description Counts how often it was saved */
            revision: number;
            /** @description ISO 8601, UTC */
            updatedAt: string;
            yaml: string;
        };
        PolicyProblem: {
            code: string;
            column: number;
            /** @enum {string} */
            level: "error" | "warning";
            line: number;
            message: string;
            path: string;
            suggestion?: string;
        };
        PolicyProblemInput: {
            code: string;
            column: number;
            /** @enum {string} */
            level: "error" | "warning";
            line: number;
            message: string;
            path: string;
            suggestion?: string;
        };
        PolicyReview: {
            id: string;
            note: string;
            /** @enum {string} */
            outcome: "still_right" | "needs_change";
            /** @description ISO 8601, UTC */
            reviewedAt: string;
            /** @description Who did it; people and tokens by id */
            reviewer: {
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
            } & {
                [key: string]: unknown;
            };
            /** @description How the author is called, as of now */
            reviewerName: string;
            version: number;
        };
        PolicyReviewInput: {
            id: string;
            note: string;
            /** @enum {string} */
            outcome: "still_right" | "needs_change";
            /** @description ISO 8601, UTC */
            reviewedAt: string;
            /** @description Who did it; people and tokens by id */
            reviewer: {
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
            } & {
                [key: string]: unknown;
            };
            /** @description How the author is called, as of now */
            reviewerName: string;
            version: number;
        };
        PolicyVersion: {
            /** @description Who did it; people and tokens by id */
            author: {
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
            } & {
                [key: string]: unknown;
            };
            /** @description How the author is called, as of now */
            authorName: string;
            /** @description ISO 8601, UTC */
            createdAt: string;
            /**
             * @description Where it came from: the release, an edited text, or an applied org.yaml
             * @enum {string}
             */
            origin: "shipped" | "edited" | "file";
            reason: string;
            version: number;
        };
        PolicyVersionInput: {
            /** @description Who did it; people and tokens by id */
            author: {
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
            } & {
                [key: string]: unknown;
            };
            /** @description How the author is called, as of now */
            authorName: string;
            /** @description ISO 8601, UTC */
            createdAt: string;
            /**
             * @description Where it came from: the release, an edited text, or an applied org.yaml
             * @enum {string}
             */
            origin: "shipped" | "edited" | "file";
            reason: string;
            version: number;
        };
        Problem: {
            /** @description Stable and machine-readable, such as not_found. */
            code: string;
            /** @description Human-readable: what happened and what to do. */
            detail: string;
            /** @description The invalid fields; with line and column if a document was sent. */
            errors?: {
                column?: number;
                line?: number;
                message: string;
                path: string;
            }[];
            status: number;
            title: string;
            type: string;
        };
        PublicIncident: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @description The internal incident, if there is one */
            incident: {
                id: string;
                reference: string;
            } | null;
            intervals: {
                component: string;
                endsAt: string | null;
                /** @enum {string} */
                level: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                /** Format: date-time */
                startsAt: string;
            }[];
            /** @enum {string} */
            kind: "incident" | "maintenance";
            page: string;
            /** @enum {string} */
            phase: "investigating" | "identified" | "monitoring" | "resolved" | "scheduled" | "in_progress" | "completed" | "cancelled";
            plan: {
                /** Format: date-time */
                endsAt: string;
                notifyEnd: boolean;
                notifyStart: boolean;
                /** Format: date-time */
                startsAt: string;
            } | null;
            resolvedAt: string | null;
            revision: number;
            /** Format: date-time */
            startedAt: string;
            title: string;
            /** @description The newest first */
            updates: {
                /** Format: date-time */
                at: string;
                body: string;
                by: {
                    kind: string;
                    personId: string | null;
                };
                editedAt: string | null;
                id: string;
                levels: {
                    [key: string]: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                };
                notify: boolean;
                /** @enum {string} */
                phase: "investigating" | "identified" | "monitoring" | "resolved" | "scheduled" | "in_progress" | "completed" | "cancelled";
                workaround: string | null;
            }[];
            /** @description Where the public sees it */
            url: string;
            withdrawnAt: string | null;
        };
        PublicIncidentInput: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @description The internal incident, if there is one */
            incident: {
                id: string;
                reference: string;
            } | null;
            intervals: {
                component: string;
                endsAt: string | null;
                /** @enum {string} */
                level: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                /** Format: date-time */
                startsAt: string;
            }[];
            /** @enum {string} */
            kind: "incident" | "maintenance";
            page: string;
            /** @enum {string} */
            phase: "investigating" | "identified" | "monitoring" | "resolved" | "scheduled" | "in_progress" | "completed" | "cancelled";
            plan: {
                /** Format: date-time */
                endsAt: string;
                notifyEnd: boolean;
                notifyStart: boolean;
                /** Format: date-time */
                startsAt: string;
            } | null;
            resolvedAt: string | null;
            revision: number;
            /** Format: date-time */
            startedAt: string;
            title: string;
            /** @description The newest first */
            updates: {
                /** Format: date-time */
                at: string;
                body: string;
                by: {
                    kind: string;
                    personId: string | null;
                };
                editedAt: string | null;
                id: string;
                levels: {
                    [key: string]: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                };
                notify: boolean;
                /** @enum {string} */
                phase: "investigating" | "identified" | "monitoring" | "resolved" | "scheduled" | "in_progress" | "completed" | "cancelled";
                workaround: string | null;
            }[];
            /** @description Where the public sees it */
            url: string;
            withdrawnAt: string | null;
        };
        QueryResult: {
            /** @description Why the connector gave no result, for people */
            failure: string | null;
            from: string;
            /** @description Series that are not shown */
            leftOut: number;
            lines: {
                at: string;
                level: string | null;
                text: string;
            }[];
            /** @description There are older log lines */
            more: boolean;
            name: string;
            note: string | null;
            query: string;
            series: {
                /** @description What tells it from the other series */
                label: string;
                points: {
                    /** @description Seconds since the epoch */
                    at: number;
                    value: number | null;
                }[];
            }[];
            system: string;
            to: string;
            unit: string | null;
        };
        QueryResultInput: {
            /** @description Why the connector gave no result, for people */
            failure: string | null;
            from: string;
            /** @description Series that are not shown */
            leftOut: number;
            lines: {
                at: string;
                level: string | null;
                text: string;
            }[];
            /** @description There are older log lines */
            more: boolean;
            name: string;
            note: string | null;
            query: string;
            series: {
                /** @description What tells it from the other series */
                label: string;
                points: {
                    /** @description Seconds since the epoch */
                    at: number;
                    value: number | null;
                }[];
            }[];
            system: string;
            to: string;
            unit: string | null;
        };
        Rehearsal: {
            case: {
                acknowledgedAt: string | null;
                at: string;
                confirmed: boolean;
                customerFacing: boolean;
                localTime: string;
                resolvedAt: string | null;
                /** @enum {string} */
                severity: "P1" | "P2" | "P3" | "P4";
                systems: string[];
                timezone: string;
                type: string | null;
            };
            /** @description With a draft: changes against the current policy, in order of time */
            comparison: components["schemas"]["RehearsalChange"][] | null;
            daysOff: {
                calendar: string;
                date: string;
                name: string;
            }[];
            events: components["schemas"]["RehearsalEvent"][];
            /** @description Number of escalation steps due after that */
            laterSteps: number;
            /** @description When stakeholders are promised the first update; null: no promise, or resolved before */
            nextUpdate: {
                dueAt: string;
                remindAt: string | null;
            } | null;
            /** @description Someone is still being paged at the end of the rehearsal */
            pagesGoOn: boolean;
            /** @description End of the rehearsal; unacknowledged pages are followed for an hour */
            stopsAt: string;
            /** @description Reasons why nothing would be sent, such as a channel that is not configured */
            warnings: string[];
        };
        RehearsalChange: {
            address: string | null;
            at: string;
            /** @enum {string} */
            change: "same" | "removed" | "added";
            channel: string | null;
            deadline: string | null;
            /** @enum {string} */
            kind: "page" | "notice" | "not_sent" | "unreachable" | "exhausted" | "acknowledged" | "resolved";
            /** @description In the person's time zone; the organisation's if there is no person */
            localTime: string;
            /** @description The label of the person's contact method */
            method: string | null;
            person: {
                id: string;
                name: string;
            } | null;
            reason: string | null;
            role: string | null;
            roleTitle: string | null;
            /** @description When the person's contact rules use this contact method: `immediately, after 5 min (default)` */
            rule: string | null;
            sentence: string;
            teamName: string | null;
        };
        RehearsalChangeInput: {
            address: string | null;
            at: string;
            /** @enum {string} */
            change: "same" | "removed" | "added";
            channel: string | null;
            deadline: string | null;
            /** @enum {string} */
            kind: "page" | "notice" | "not_sent" | "unreachable" | "exhausted" | "acknowledged" | "resolved";
            /** @description In the person's time zone; the organisation's if there is no person */
            localTime: string;
            /** @description The label of the person's contact method */
            method: string | null;
            person: {
                id: string;
                name: string;
            } | null;
            reason: string | null;
            role: string | null;
            roleTitle: string | null;
            /** @description When the person's contact rules use this contact method: `immediately, after 5 min (default)` */
            rule: string | null;
            sentence: string;
            teamName: string | null;
        };
        RehearsalEvent: {
            address: string | null;
            at: string;
            channel: string | null;
            deadline: string | null;
            /** @enum {string} */
            kind: "page" | "notice" | "not_sent" | "unreachable" | "exhausted" | "acknowledged" | "resolved";
            /** @description In the person's time zone; the organisation's if there is no person */
            localTime: string;
            /** @description The label of the person's contact method */
            method: string | null;
            person: {
                id: string;
                name: string;
            } | null;
            reason: string | null;
            role: string | null;
            roleTitle: string | null;
            /** @description When the person's contact rules use this contact method: `immediately, after 5 min (default)` */
            rule: string | null;
            sentence: string;
            teamName: string | null;
        };
        RehearsalEventInput: {
            address: string | null;
            at: string;
            channel: string | null;
            deadline: string | null;
            /** @enum {string} */
            kind: "page" | "notice" | "not_sent" | "unreachable" | "exhausted" | "acknowledged" | "resolved";
            /** @description In the person's time zone; the organisation's if there is no person */
            localTime: string;
            /** @description The label of the person's contact method */
            method: string | null;
            person: {
                id: string;
                name: string;
            } | null;
            reason: string | null;
            role: string | null;
            roleTitle: string | null;
            /** @description When the person's contact rules use this contact method: `immediately, after 5 min (default)` */
            rule: string | null;
            sentence: string;
            teamName: string | null;
        };
        RehearsalInput: {
            case: {
                acknowledgedAt: string | null;
                at: string;
                confirmed: boolean;
                customerFacing: boolean;
                localTime: string;
                resolvedAt: string | null;
                /** @enum {string} */
                severity: "P1" | "P2" | "P3" | "P4";
                systems: string[];
                timezone: string;
                type: string | null;
            };
            /** @description With a draft: changes against the current policy, in order of time */
            comparison: components["schemas"]["RehearsalChangeInput"][] | null;
            daysOff: {
                calendar: string;
                date: string;
                name: string;
            }[];
            events: components["schemas"]["RehearsalEventInput"][];
            /** @description Number of escalation steps due after that */
            laterSteps: number;
            /** @description When stakeholders are promised the first update; null: no promise, or resolved before */
            nextUpdate: {
                dueAt: string;
                remindAt: string | null;
            } | null;
            /** @description Someone is still being paged at the end of the rehearsal */
            pagesGoOn: boolean;
            /** @description End of the rehearsal; unacknowledged pages are followed for an hour */
            stopsAt: string;
            /** @description Reasons why nothing would be sent, such as a channel that is not configured */
            warnings: string[];
        };
        Resolution: {
            /** @description What the policy asks of this severity */
            asked: ("fix" | "verification" | "communication")[];
            /** @description What a root cause can rest on */
            findings: {
                /** @description ISO 8601, UTC */
                at: string;
                by: string;
                seq: number;
                text: string;
            }[];
            items: {
                /**
                 * @description What completes it
                 * @enum {string}
                 */
                act: "note" | "evidence" | "review" | "plan" | "ask" | "root_cause" | "none";
                /**
                 * @description The state in front of which it stands
                 * @enum {string}
                 */
                goal: "resolved" | "closed";
                id: string;
                /** @enum {string} */
                list: "fix" | "verification" | "communication";
                mark: {
                    /** @description ISO 8601, UTC */
                    at: string;
                    author: string | null;
                    by: string;
                    link: string | null;
                    /** @description The evidence, or the reason of a waiver */
                    note: string | null;
                    reviewer: string | null;
                } | null;
                plan: {
                    /** @description ISO 8601, UTC */
                    at: string;
                    by: string;
                    text: string;
                } | null;
                question: {
                    answer: {
                        /** @description ISO 8601, UTC */
                        at: string;
                        by: string;
                        comment: string | null;
                        works: boolean;
                    } | null;
                    /** @description ISO 8601, UTC */
                    askedAt: string;
                    people: string[];
                } | null;
                required: boolean;
                /** @description What is open */
                sentence: string | null;
                /** @enum {string} */
                state: "open" | "done" | "waived" | "not_needed";
                text: string;
            }[];
            noChange: {
                /** @description ISO 8601, UTC */
                at: string;
                by: string;
                reason: string;
            } | null;
            rootCause: {
                /** @description ISO 8601, UTC */
                at: string;
                by: string;
                /** @description null: unknown, left to the review */
                cause: string | null;
                findings: number[];
            } | null;
            /** @description What is open in front of "closed" */
            toClose: {
                item: string;
                sentence: string;
                text: string;
            }[];
            /** @description What is open in front of "resolved" */
            toResolve: {
                item: string;
                sentence: string;
                text: string;
            }[];
            /** @description The stability watch: a new alert before its end reopens the incident */
            watch: {
                over: boolean;
                /** @description ISO 8601, UTC */
                until: string;
            } | null;
        };
        ResolutionInput: {
            /** @description What the policy asks of this severity */
            asked: ("fix" | "verification" | "communication")[];
            /** @description What a root cause can rest on */
            findings: {
                /** @description ISO 8601, UTC */
                at: string;
                by: string;
                seq: number;
                text: string;
            }[];
            items: {
                /**
                 * @description What completes it
                 * @enum {string}
                 */
                act: "note" | "evidence" | "review" | "plan" | "ask" | "root_cause" | "none";
                /**
                 * @description The state in front of which it stands
                 * @enum {string}
                 */
                goal: "resolved" | "closed";
                id: string;
                /** @enum {string} */
                list: "fix" | "verification" | "communication";
                mark: {
                    /** @description ISO 8601, UTC */
                    at: string;
                    author: string | null;
                    by: string;
                    link: string | null;
                    /** @description The evidence, or the reason of a waiver */
                    note: string | null;
                    reviewer: string | null;
                } | null;
                plan: {
                    /** @description ISO 8601, UTC */
                    at: string;
                    by: string;
                    text: string;
                } | null;
                question: {
                    answer: {
                        /** @description ISO 8601, UTC */
                        at: string;
                        by: string;
                        comment: string | null;
                        works: boolean;
                    } | null;
                    /** @description ISO 8601, UTC */
                    askedAt: string;
                    people: string[];
                } | null;
                required: boolean;
                /** @description What is open */
                sentence: string | null;
                /** @enum {string} */
                state: "open" | "done" | "waived" | "not_needed";
                text: string;
            }[];
            noChange: {
                /** @description ISO 8601, UTC */
                at: string;
                by: string;
                reason: string;
            } | null;
            rootCause: {
                /** @description ISO 8601, UTC */
                at: string;
                by: string;
                /** @description null: unknown, left to the review */
                cause: string | null;
                findings: number[];
            } | null;
            /** @description What is open in front of "closed" */
            toClose: {
                item: string;
                sentence: string;
                text: string;
            }[];
            /** @description What is open in front of "resolved" */
            toResolve: {
                item: string;
                sentence: string;
                text: string;
            }[];
            /** @description The stability watch: a new alert before its end reopens the incident */
            watch: {
                over: boolean;
                /** @description ISO 8601, UTC */
                until: string;
            } | null;
        };
        RoleAnswer: {
            /** @description The role that is used: this one, or its fallback */
            answeredBy: string;
            /** @description Not as planned: someone should be assigned */
            gap: boolean;
            people: {
                id: string;
                name: string;
            }[];
            /** @enum {string} */
            reason: "held" | "holder_absent" | "holder_inactive" | "holder_missing" | "role_vacant" | "everyone_unavailable" | "absent_without_substitute";
            role: string;
            /** @description The team the answer is for */
            teamId: string | null;
            /** @enum {string} */
            via: "holder" | "deputy" | "fallback" | "nobody";
        };
        RoleAnswerInput: {
            /** @description The role that is used: this one, or its fallback */
            answeredBy: string;
            /** @description Not as planned: someone should be assigned */
            gap: boolean;
            people: {
                id: string;
                name: string;
            }[];
            /** @enum {string} */
            reason: "held" | "holder_absent" | "holder_inactive" | "holder_missing" | "role_vacant" | "everyone_unavailable" | "absent_without_substitute";
            role: string;
            /** @description The team the answer is for */
            teamId: string | null;
            /** @enum {string} */
            via: "holder" | "deputy" | "fallback" | "nobody";
        };
        Runbook: {
            /** @description ISO 8601, UTC */
            at: string;
            by: string;
            history: {
                /** @description ISO 8601, UTC */
                at: string;
                by: string;
                reason: string | null;
                title: string;
                version: number;
            }[];
            id: string;
            labels: {
                [key: string]: string;
            };
            steps: number;
            systems: string[];
            /** @description Markdown with front matter */
            text: string;
            title: string;
            types: string[];
            version: number;
        };
        RunbookInput: {
            /** @description ISO 8601, UTC */
            at: string;
            by: string;
            history: {
                /** @description ISO 8601, UTC */
                at: string;
                by: string;
                reason: string | null;
                title: string;
                version: number;
            }[];
            id: string;
            labels: {
                [key: string]: string;
            };
            steps: number;
            systems: string[];
            /** @description Markdown with front matter */
            text: string;
            title: string;
            types: string[];
            version: number;
        };
        RunbookLint: {
            /** @description null when an error keeps it from being read */
            preview: {
                id: string;
                intro: string;
                labels: {
                    [key: string]: string;
                };
                steps: {
                    branches: {
                        text: string;
                        to: string;
                    }[];
                    checks: {
                        /** @description null: those of the affected systems */
                        connector: string | null;
                        /** @enum {string} */
                        kind: "database" | "sql" | "prometheus" | "http";
                        name: string;
                        /** @description The query, the address, or which of the built-in checks, as written */
                        text: string;
                    }[];
                    id: string;
                    optional: boolean;
                    text: string;
                    title: string;
                }[];
                systems: string[];
                title: string;
                types: string[];
            } | null;
            problems: {
                /** @enum {string} */
                level: "error" | "warning";
                line: number;
                message: string;
            }[];
        };
        RunbookLintInput: {
            /** @description null when an error keeps it from being read */
            preview: {
                id: string;
                intro: string;
                labels: {
                    [key: string]: string;
                };
                steps: {
                    branches: {
                        text: string;
                        to: string;
                    }[];
                    checks: {
                        /** @description null: those of the affected systems */
                        connector: string | null;
                        /** @enum {string} */
                        kind: "database" | "sql" | "prometheus" | "http";
                        name: string;
                        /** @description The query, the address, or which of the built-in checks, as written */
                        text: string;
                    }[];
                    id: string;
                    optional: boolean;
                    text: string;
                    title: string;
                }[];
                systems: string[];
                title: string;
                types: string[];
            } | null;
            problems: {
                /** @enum {string} */
                level: "error" | "warning";
                line: number;
                message: string;
            }[];
        };
        Signals: {
            evidence: {
                at: string;
                by: string | null;
                bytes: number;
                /** @description What it is, such as "3 series" */
                found: string;
                from: string;
                id: string;
                note: string | null;
                /** @description Of the content; also in the incident’s hash-chained log */
                sha256: string;
                title: string;
                to: string;
            }[];
            from: string;
            /** @description Of the affected systems, with the time and labels of the incident filled in */
            links: {
                /** @enum {string} */
                kind: "dashboard" | "logs" | "runbook" | "code" | "other";
                label: string;
                system: {
                    id: string;
                    name: string;
                };
                url: string;
            }[];
            marks: {
                at: string;
                /** @enum {string} */
                kind: "started" | "detected" | "acknowledged" | "resolved" | "change";
                text: string;
            }[];
            queries: {
                connector: {
                    id: string;
                    kind: ("prometheus" | "loki" | "elasticsearch" | "postgresql" | "mysql") | null;
                    name: string;
                };
                name: string;
                /** @description null: the connector no longer exists */
                shows: ("metrics" | "logs") | null;
                system: {
                    id: string;
                    name: string;
                };
                unit: string | null;
            }[];
            to: string;
        };
        SignalsInput: {
            evidence: {
                at: string;
                by: string | null;
                bytes: number;
                /** @description What it is, such as "3 series" */
                found: string;
                from: string;
                id: string;
                note: string | null;
                /** @description Of the content; also in the incident’s hash-chained log */
                sha256: string;
                title: string;
                to: string;
            }[];
            from: string;
            /** @description Of the affected systems, with the time and labels of the incident filled in */
            links: {
                /** @enum {string} */
                kind: "dashboard" | "logs" | "runbook" | "code" | "other";
                label: string;
                system: {
                    id: string;
                    name: string;
                };
                url: string;
            }[];
            marks: {
                at: string;
                /** @enum {string} */
                kind: "started" | "detected" | "acknowledged" | "resolved" | "change";
                text: string;
            }[];
            queries: {
                connector: {
                    id: string;
                    kind: ("prometheus" | "loki" | "elasticsearch" | "postgresql" | "mysql") | null;
                    name: string;
                };
                name: string;
                /** @description null: the connector no longer exists */
                shows: ("metrics" | "logs") | null;
                system: {
                    id: string;
                    name: string;
                };
                unit: string | null;
            }[];
            to: string;
        };
        StatusPage: {
            colour: string | null;
            components: {
                description: string;
                group: string | null;
                id: string;
                /** @enum {string} */
                level: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                name: string;
                /** Format: date-time */
                since: string;
                systems: string[];
                /** @description Over 90 days, from 0 to 1 */
                uptime: number | null;
            }[];
            downLevels: ("operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage")[];
            host: string | null;
            id: string;
            intro: string;
            languages: ("en" | "de" | "es" | "fr" | "pt")[];
            /**
             * @description How bad it is in all
             * @enum {string}
             */
            level: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
            logo: string | null;
            name: string;
            timezone: string;
            /** @description Where the page is */
            url: string;
            /** @enum {string} */
            visibility: "public" | "private";
            website: string | null;
        };
        StatusPageCopy: {
            /** @description When it was last brought in line */
            copiedAt: string | null;
            failingSince: string | null;
            /** @enum {string} */
            place: "folder" | "bucket";
            problem: string | null;
        };
        StatusPageCopyInput: {
            /** @description When it was last brought in line */
            copiedAt: string | null;
            failingSince: string | null;
            /** @enum {string} */
            place: "folder" | "bucket";
            problem: string | null;
        };
        StatusPageInput: {
            colour: string | null;
            components: {
                description: string;
                group: string | null;
                id: string;
                /** @enum {string} */
                level: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                name: string;
                /** Format: date-time */
                since: string;
                systems: string[];
                /** @description Over 90 days, from 0 to 1 */
                uptime: number | null;
            }[];
            downLevels: ("operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage")[];
            host: string | null;
            id: string;
            intro: string;
            languages: ("en" | "de" | "es" | "fr" | "pt")[];
            /**
             * @description How bad it is in all
             * @enum {string}
             */
            level: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
            logo: string | null;
            name: string;
            timezone: string;
            /** @description Where the page is */
            url: string;
            /** @enum {string} */
            visibility: "public" | "private";
            website: string | null;
        };
        System: {
            customerFacing: boolean;
            /** @description The systems that depend on this one */
            dependents: string[];
            dependsOn: string[];
            description: string;
            id: string;
            links: {
                /** @enum {string} */
                kind: "dashboard" | "logs" | "runbook" | "code" | "other";
                label: string;
                url: string;
            }[];
            /** @description An alert belongs to this system when it meets all conditions of one list */
            matchers: {
                equals?: string;
                in?: string[];
                label: string;
                regex?: string;
            }[][];
            name: string;
            queries: {
                connector: string;
                name: string;
                query: string;
                /** @description Of the values, such as ms or % */
                unit?: string;
            }[];
            team: {
                id: string;
                name: string;
            };
        };
        SystemInput: {
            customerFacing: boolean;
            /** @description The systems that depend on this one */
            dependents: string[];
            dependsOn: string[];
            description: string;
            id: string;
            links: {
                /** @enum {string} */
                kind: "dashboard" | "logs" | "runbook" | "code" | "other";
                label: string;
                url: string;
            }[];
            /** @description An alert belongs to this system when it meets all conditions of one list */
            matchers: {
                equals?: string;
                in?: string[];
                label: string;
                regex?: string;
            }[][];
            name: string;
            queries: {
                connector: string;
                name: string;
                query: string;
                /** @description Of the values, such as ms or % */
                unit?: string;
            }[];
            team: {
                id: string;
                name: string;
            };
        };
        SystemMap: {
            at: string;
            systems: components["schemas"]["SystemNow"][];
            teams: {
                id: string;
                name: string;
                /** @description Who is on call now, level by level; null: no schedule, or not visible to you */
                onCall: {
                    id: string;
                    level: number;
                    name: string;
                }[] | null;
            }[];
        };
        SystemMapInput: {
            at: string;
            systems: components["schemas"]["SystemNowInput"][];
            teams: {
                id: string;
                name: string;
                /** @description Who is on call now, level by level; null: no schedule, or not visible to you */
                onCall: {
                    id: string;
                    level: number;
                    name: string;
                }[] | null;
            }[];
        };
        SystemNow: {
            customerFacing: boolean;
            /** @description The systems that depend on this one */
            dependents: string[];
            dependsOn: string[];
            /** @description What has a problem of all that it depends on, the nearest first */
            exposedBy: {
                id: string;
                name: string;
            }[];
            id: string;
            incidents: {
                acknowledged: boolean;
                reference: string;
                /** @enum {string} */
                severity: "P1" | "P2" | "P3" | "P4";
                title: string;
            }[];
            name: string;
            /** @description The state in words */
            sentence: string;
            /** @description Of the worst open incident */
            severity: ("P1" | "P2" | "P3" | "P4") | null;
            /**
             * @description The worst that is known; exposed: something that it depends on has a problem
             * @enum {string}
             */
            state: "incident" | "impaired" | "maintenance" | "exposed" | "ok";
            team: {
                id: string;
                name: string;
            };
        };
        SystemNowInput: {
            customerFacing: boolean;
            /** @description The systems that depend on this one */
            dependents: string[];
            dependsOn: string[];
            /** @description What has a problem of all that it depends on, the nearest first */
            exposedBy: {
                id: string;
                name: string;
            }[];
            id: string;
            incidents: {
                acknowledged: boolean;
                reference: string;
                /** @enum {string} */
                severity: "P1" | "P2" | "P3" | "P4";
                title: string;
            }[];
            name: string;
            /** @description The state in words */
            sentence: string;
            /** @description Of the worst open incident */
            severity: ("P1" | "P2" | "P3" | "P4") | null;
            /**
             * @description The worst that is known; exposed: something that it depends on has a problem
             * @enum {string}
             */
            state: "incident" | "impaired" | "maintenance" | "exposed" | "ok";
            team: {
                id: string;
                name: string;
            };
        };
        Team: {
            contact: string;
            description: string;
            id: string;
            members: {
                id: string;
                name: string;
            }[];
            name: string;
            roles: {
                deputies: {
                    id: string;
                    name: string;
                }[];
                holders: {
                    id: string;
                    name: string;
                }[];
                role: string;
            }[];
            systems: {
                id: string;
                name: string;
            }[];
        };
        TeamInput: {
            contact: string;
            description: string;
            id: string;
            members: {
                id: string;
                name: string;
            }[];
            name: string;
            roles: {
                deputies: {
                    id: string;
                    name: string;
                }[];
                holders: {
                    id: string;
                    name: string;
                }[];
                role: string;
            }[];
            systems: {
                id: string;
                name: string;
            }[];
        };
        TimelineEntry: {
            actor: {
                id: string | null;
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
                name: string;
                via: string | null;
            };
            /** @description When it was written */
            at: string;
            /** @description The same for all entries that one command wrote; null in entries older than this field */
            commandId: string | null;
            data: {
                [key: string]: unknown;
            };
            /** @description The entry of the same command that says it already, under which it can be folded */
            foldsUnder: number | null;
            /** @description ISO 8601, UTC */
            happenedAt: string;
            kind: string;
            sentence: string;
            seq: number;
            /** @description The entry that strikes this one through */
            struckBy: number | null;
            /**
             * @description bad needs attention, strong is a turn of events, note is what a person wrote
             * @enum {string}
             */
            tone: "quiet" | "strong" | "note" | "bad";
        };
        TimelineEntryInput: {
            actor: {
                id: string | null;
                /** @enum {string} */
                kind: "person" | "integration" | "token" | "system";
                name: string;
                via: string | null;
            };
            /** @description When it was written */
            at: string;
            /** @description The same for all entries that one command wrote; null in entries older than this field */
            commandId: string | null;
            data: {
                [key: string]: unknown;
            };
            /** @description The entry of the same command that says it already, under which it can be folded */
            foldsUnder: number | null;
            /** @description ISO 8601, UTC */
            happenedAt: string;
            kind: string;
            sentence: string;
            seq: number;
            /** @description The entry that strikes this one through */
            struckBy: number | null;
            /**
             * @description bad needs attention, strong is a turn of events, note is what a person wrote
             * @enum {string}
             */
            tone: "quiet" | "strong" | "note" | "bad";
        };
        UserReport: {
            /** @description Of a declined report */
            answer: string | null;
            answers: {
                [key: string]: boolean;
            };
            /** @description ISO 8601, UTC */
            createdAt: string;
            description: string;
            /** @description When the engineering manager is told, if no one has triaged it */
            dueAt: string;
            /** @description The report of the same ticket before it, which had been triaged by then */
            earlier: string | null;
            id: string;
            /** @description What it led to */
            incident: {
                open: boolean;
                reference: string;
                title: string;
            } | null;
            overdue: boolean;
            reference: string;
            /** @description Who is answered; null when no one can be */
            reporter: {
                email: string | null;
                name: string | null;
            } | null;
            /** @description When the reporter was told that it is over */
            resolvedToldAt: string | null;
            /** @description What the answers suggest */
            severity: ("P1" | "P2" | "P3" | "P4") | null;
            /** @enum {string} */
            source: "public" | "internal" | "ticket" | "mail";
            /** @enum {string} */
            state: "new" | "declared" | "joined" | "declined";
            system: {
                id: string;
                name: string;
            } | null;
            ticket: {
                id: string;
                url: string | null;
            } | null;
            title: string;
            triagedAt: string | null;
            triagedBy: string | null;
            /** @description Questions answered with yes */
            yes: {
                id: string;
                question: string;
            }[];
        };
        UserReportInput: {
            /** @description Of a declined report */
            answer: string | null;
            answers: {
                [key: string]: boolean;
            };
            /** @description ISO 8601, UTC */
            createdAt: string;
            description: string;
            /** @description When the engineering manager is told, if no one has triaged it */
            dueAt: string;
            /** @description The report of the same ticket before it, which had been triaged by then */
            earlier: string | null;
            id: string;
            /** @description What it led to */
            incident: {
                open: boolean;
                reference: string;
                title: string;
            } | null;
            overdue: boolean;
            reference: string;
            /** @description Who is answered; null when no one can be */
            reporter: {
                email: string | null;
                name: string | null;
            } | null;
            /** @description When the reporter was told that it is over */
            resolvedToldAt: string | null;
            /** @description What the answers suggest */
            severity: ("P1" | "P2" | "P3" | "P4") | null;
            /** @enum {string} */
            source: "public" | "internal" | "ticket" | "mail";
            /** @enum {string} */
            state: "new" | "declared" | "joined" | "declined";
            system: {
                id: string;
                name: string;
            } | null;
            ticket: {
                id: string;
                url: string | null;
            } | null;
            title: string;
            triagedAt: string | null;
            triagedBy: string | null;
            /** @description Questions answered with yes */
            yes: {
                id: string;
                question: string;
            }[];
        };
        VerifyReport: {
            checked: number;
            /** @description Of those that you may see */
            entries: number;
            faults: {
                field: string | null;
                message: string;
                /** @enum {string} */
                problem: "missing" | "altered" | "unlinked" | "cut_off" | "unknown_tail" | "projection" | "unreadable";
                reference: string;
                /** @description The first broken entry; null when only the row differs, or the record cannot be read */
                seq: number | null;
            }[];
            nextCursor: string | null;
            ok: boolean;
            /** @description Those of them that you may not see: checked, but not named */
            unshown: number;
            /** @description How many of those are broken */
            unshownFaults: number;
        };
        VerifyReportInput: {
            checked: number;
            /** @description Of those that you may see */
            entries: number;
            faults: {
                field: string | null;
                message: string;
                /** @enum {string} */
                problem: "missing" | "altered" | "unlinked" | "cut_off" | "unknown_tail" | "projection" | "unreadable";
                reference: string;
                /** @description The first broken entry; null when only the row differs, or the record cannot be read */
                seq: number | null;
            }[];
            nextCursor: string | null;
            ok: boolean;
            /** @description Those of them that you may not see: checked, but not named */
            unshown: number;
            /** @description How many of those are broken */
            unshownFaults: number;
        };
        Webhook: {
            createdAt: string;
            events: string[];
            /** @description Since when each request has failed */
            failingSince: string | null;
            /** @description Deliveries kept while it was off */
            held: number;
            id: string;
            name: string;
            /** @description Until then the secret before signs as well */
            previousSecretUntil: string | null;
            secretGeneration: number;
            severities: ("P1" | "P2" | "P3" | "P4")[];
            /**
             * @description stopped: nothing got through; a person turns it on again
             * @enum {string}
             */
            state: "on" | "off" | "stopped";
            stoppedAt: string | null;
            stoppedBecause: string | null;
            systems: {
                id: string;
                name: string;
            }[];
            teams: {
                id: string;
                name: string;
            }[];
            /** @description Whole for those who may change it; for others its path is left out */
            url: string;
            /** @description Deliveries that wait for their first or their next try */
            waiting: number;
        };
        WebhookDelivery: {
            createdAt: string;
            dueAt: string | null;
            eventId: string;
            id: string;
            last: {
                /** @description The beginning of what was answered */
                answer: string | null;
                at: string;
                milliseconds: number;
                /** @description Null: no answer */
                status: number | null;
                trouble: string | null;
            } | null;
            sequence: number | null;
            settledAt: string | null;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed" | "held" | "withheld";
            /** @description Of the round under way; a replay begins a new one */
            tries: number;
            type: string;
        };
        WebhookDeliveryDetails: {
            attempts: {
                /** @description The beginning of what was answered */
                answer: string | null;
                at: string;
                milliseconds: number;
                /** @description Null: no answer */
                status: number | null;
                trouble: string | null;
            }[];
            body: string | null;
            createdAt: string;
            dueAt: string | null;
            eventId: string;
            id: string;
            last: {
                /** @description The beginning of what was answered */
                answer: string | null;
                at: string;
                milliseconds: number;
                /** @description Null: no answer */
                status: number | null;
                trouble: string | null;
            } | null;
            sequence: number | null;
            settledAt: string | null;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed" | "held" | "withheld";
            /** @description Of the round under way; a replay begins a new one */
            tries: number;
            type: string;
        };
        WebhookDeliveryDetailsInput: {
            attempts: {
                /** @description The beginning of what was answered */
                answer: string | null;
                at: string;
                milliseconds: number;
                /** @description Null: no answer */
                status: number | null;
                trouble: string | null;
            }[];
            body: string | null;
            createdAt: string;
            dueAt: string | null;
            eventId: string;
            id: string;
            last: {
                /** @description The beginning of what was answered */
                answer: string | null;
                at: string;
                milliseconds: number;
                /** @description Null: no answer */
                status: number | null;
                trouble: string | null;
            } | null;
            sequence: number | null;
            settledAt: string | null;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed" | "held" | "withheld";
            /** @description Of the round under way; a replay begins a new one */
            tries: number;
            type: string;
        };
        WebhookDeliveryInput: {
            createdAt: string;
            dueAt: string | null;
            eventId: string;
            id: string;
            last: {
                /** @description The beginning of what was answered */
                answer: string | null;
                at: string;
                milliseconds: number;
                /** @description Null: no answer */
                status: number | null;
                trouble: string | null;
            } | null;
            sequence: number | null;
            settledAt: string | null;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed" | "held" | "withheld";
            /** @description Of the round under way; a replay begins a new one */
            tries: number;
            type: string;
        };
        WebhookEventType: {
            /** @description Fields of `details` */
            details: string[];
            type: string;
            version: number;
            when: string;
        };
        WebhookEventTypeInput: {
            /** @description Fields of `details` */
            details: string[];
            type: string;
            version: number;
            when: string;
        };
        WebhookInput: {
            createdAt: string;
            events: string[];
            /** @description Since when each request has failed */
            failingSince: string | null;
            /** @description Deliveries kept while it was off */
            held: number;
            id: string;
            name: string;
            /** @description Until then the secret before signs as well */
            previousSecretUntil: string | null;
            secretGeneration: number;
            severities: ("P1" | "P2" | "P3" | "P4")[];
            /**
             * @description stopped: nothing got through; a person turns it on again
             * @enum {string}
             */
            state: "on" | "off" | "stopped";
            stoppedAt: string | null;
            stoppedBecause: string | null;
            systems: {
                id: string;
                name: string;
            }[];
            teams: {
                id: string;
                name: string;
            }[];
            /** @description Whole for those who may change it; for others its path is left out */
            url: string;
            /** @description Deliveries that wait for their first or their next try */
            waiting: number;
        };
        WhatChanged: {
            items: {
                by: string | null;
                environment: string | null;
                happenedAt: string;
                id: string;
                judgedBy: string | null;
                /** @enum {string} */
                kind: "deployment" | "release" | "flag" | "change";
                links: {
                    href: string;
                    text: string;
                }[];
                /** @description Before the start of the incident; negative: after it */
                secondsBefore: number;
                source: string | null;
                state: ("running" | "succeeded" | "failed" | "rolled_back") | null;
                summary: string;
                system: {
                    id: string;
                    name: string;
                } | null;
                verdict: ("suspect" | "ruled_out") | null;
                version: string | null;
                /** @description How close it is in time and among the systems, in words */
                why: string;
            }[];
        };
        WhatChangedInput: {
            items: {
                by: string | null;
                environment: string | null;
                happenedAt: string;
                id: string;
                judgedBy: string | null;
                /** @enum {string} */
                kind: "deployment" | "release" | "flag" | "change";
                links: {
                    href: string;
                    text: string;
                }[];
                /** @description Before the start of the incident; negative: after it */
                secondsBefore: number;
                source: string | null;
                state: ("running" | "succeeded" | "failed" | "rolled_back") | null;
                summary: string;
                system: {
                    id: string;
                    name: string;
                } | null;
                verdict: ("suspect" | "ruled_out") | null;
                version: string | null;
                /** @description How close it is in time and among the systems, in words */
                why: string;
            }[];
        };
        WriteBack: {
            /** @description Whether a header is kept. It is never shown */
            authorization: boolean;
            /** @description Where Alertmanager is; null: nothing is written back */
            url: string | null;
        };
        WriteBackInput: {
            /** @description Whether a header is kept. It is never shown */
            authorization: boolean;
            /** @description Where Alertmanager is; null: nothing is written back */
            url: string | null;
        };
    };
    responses: {
        /** @description Rejected or failed: what happened and what to do. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listActions: {
        parameters: {
            query?: {
                mine?: string;
                status?: "open" | "overdue" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: number;
                        items: {
                            createdAt: string;
                            createdBy: string;
                            details: string;
                            doneAt: string | null;
                            dueOn: string;
                            id: string;
                            incident: {
                                reference: string;
                                /** @enum {string} */
                                severity: "P1" | "P2" | "P3" | "P4";
                                title: string;
                            };
                            /** @description In an issue tracker */
                            issue: {
                                key: string | null;
                                /** @description When it is tried or looked at again */
                                nextAt: string | null;
                                /** @description Why the last attempt failed */
                                problem: string | null;
                                /** @enum {string} */
                                state: "creating" | "linked" | "gone" | "stopped";
                                syncedAt: string | null;
                                tracker: {
                                    id: string;
                                    /** @enum {string} */
                                    kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                    name: string;
                                };
                                url: string | null;
                            } | null;
                            /** @enum {string} */
                            kind: "preventive" | "process" | "tool" | "documentation";
                            link: string | null;
                            overdue: boolean;
                            owner: {
                                id: string;
                                name: string;
                            };
                            /** @enum {string} */
                            priority: "high" | "medium" | "low";
                            /** @description The first deadline */
                            promisedOn: string;
                            reference: string;
                            /** @enum {string} */
                            state: "open" | "in_progress" | "done" | "dropped";
                            title: string;
                            worked: ("yes" | "partly" | "no") | null;
                            workedNote: string;
                        }[];
                        /** @description Of those promised for a day in the last days */
                        rate: {
                            due: number;
                            inTime: number;
                        };
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportActions: {
        parameters: {
            query?: {
                mine?: string;
                status?: "open" | "overdue" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/csv */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description ACT-3, or the ID of the action */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    details?: string;
                    /**
                     * Format: date
                     * @description A day in the organisation’s time zone, such as 2031-03-31
                     */
                    dueOn?: string;
                    /** @enum {string} */
                    kind?: "preventive" | "process" | "tool" | "documentation";
                    link?: string | null;
                    /** Format: uuid */
                    ownerId?: string;
                    /** @enum {string} */
                    priority?: "high" | "medium" | "low";
                    /** @description Required to move the deadline and to drop the action */
                    reason?: string | null;
                    /** @enum {string} */
                    state?: "open" | "in_progress" | "done" | "dropped";
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        createdBy: string;
                        details: string;
                        doneAt: string | null;
                        dueOn: string;
                        id: string;
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        };
                        /** @description In an issue tracker */
                        issue: {
                            key: string | null;
                            /** @description When it is tried or looked at again */
                            nextAt: string | null;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @enum {string} */
                            state: "creating" | "linked" | "gone" | "stopped";
                            syncedAt: string | null;
                            tracker: {
                                id: string;
                                /** @enum {string} */
                                kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                name: string;
                            };
                            url: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "preventive" | "process" | "tool" | "documentation";
                        link: string | null;
                        overdue: boolean;
                        owner: {
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        priority: "high" | "medium" | "low";
                        /** @description The first deadline */
                        promisedOn: string;
                        reference: string;
                        /** @enum {string} */
                        state: "open" | "in_progress" | "done" | "dropped";
                        title: string;
                        worked: ("yes" | "partly" | "no") | null;
                        workedNote: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assessAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description ACT-3, or the ID of the action */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    /** @enum {string} */
                    worked: "yes" | "partly" | "no";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        createdBy: string;
                        details: string;
                        doneAt: string | null;
                        dueOn: string;
                        id: string;
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        };
                        /** @description In an issue tracker */
                        issue: {
                            key: string | null;
                            /** @description When it is tried or looked at again */
                            nextAt: string | null;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @enum {string} */
                            state: "creating" | "linked" | "gone" | "stopped";
                            syncedAt: string | null;
                            tracker: {
                                id: string;
                                /** @enum {string} */
                                kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                name: string;
                            };
                            url: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "preventive" | "process" | "tool" | "documentation";
                        link: string | null;
                        overdue: boolean;
                        owner: {
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        priority: "high" | "medium" | "low";
                        /** @description The first deadline */
                        promisedOn: string;
                        reference: string;
                        /** @enum {string} */
                        state: "open" | "in_progress" | "done" | "dropped";
                        title: string;
                        worked: ("yes" | "partly" | "no") | null;
                        workedNote: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    linkIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An issue that exists; left out: a new one is created */
                    link?: string | null;
                    tracker: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        createdBy: string;
                        details: string;
                        doneAt: string | null;
                        dueOn: string;
                        id: string;
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        };
                        /** @description In an issue tracker */
                        issue: {
                            key: string | null;
                            /** @description When it is tried or looked at again */
                            nextAt: string | null;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @enum {string} */
                            state: "creating" | "linked" | "gone" | "stopped";
                            syncedAt: string | null;
                            tracker: {
                                id: string;
                                /** @enum {string} */
                                kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                name: string;
                            };
                            url: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "preventive" | "process" | "tool" | "documentation";
                        link: string | null;
                        overdue: boolean;
                        owner: {
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        priority: "high" | "medium" | "low";
                        /** @description The first deadline */
                        promisedOn: string;
                        reference: string;
                        /** @enum {string} */
                        state: "open" | "in_progress" | "done" | "dropped";
                        title: string;
                        worked: ("yes" | "partly" | "no") | null;
                        workedNote: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unlinkIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        createdBy: string;
                        details: string;
                        doneAt: string | null;
                        dueOn: string;
                        id: string;
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        };
                        /** @description In an issue tracker */
                        issue: {
                            key: string | null;
                            /** @description When it is tried or looked at again */
                            nextAt: string | null;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @enum {string} */
                            state: "creating" | "linked" | "gone" | "stopped";
                            syncedAt: string | null;
                            tracker: {
                                id: string;
                                /** @enum {string} */
                                kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                name: string;
                            };
                            url: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "preventive" | "process" | "tool" | "documentation";
                        link: string | null;
                        overdue: boolean;
                        owner: {
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        priority: "high" | "medium" | "low";
                        /** @description The first deadline */
                        promisedOn: string;
                        reference: string;
                        /** @enum {string} */
                        state: "open" | "in_progress" | "done" | "dropped";
                        title: string;
                        worked: ("yes" | "partly" | "no") | null;
                        workedNote: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        createdBy: string;
                        details: string;
                        doneAt: string | null;
                        dueOn: string;
                        id: string;
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        };
                        /** @description In an issue tracker */
                        issue: {
                            key: string | null;
                            /** @description When it is tried or looked at again */
                            nextAt: string | null;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @enum {string} */
                            state: "creating" | "linked" | "gone" | "stopped";
                            syncedAt: string | null;
                            tracker: {
                                id: string;
                                /** @enum {string} */
                                kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                name: string;
                            };
                            url: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "preventive" | "process" | "tool" | "documentation";
                        link: string | null;
                        overdue: boolean;
                        owner: {
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        priority: "high" | "medium" | "low";
                        /** @description The first deadline */
                        promisedOn: string;
                        reference: string;
                        /** @enum {string} */
                        state: "open" | "in_progress" | "done" | "dropped";
                        title: string;
                        worked: ("yes" | "partly" | "no") | null;
                        workedNote: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                cursor?: string;
                incident?: string;
                integration?: string;
                limit?: number;
                /** @description Words in the title. A page of a search may be empty: go on with nextCursor until it is null */
                q?: string;
                status?: "firing" | "resolved";
                system?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Acknowledged in the monitor itself */
                            acknowledgedAt: string | null;
                            /** @description Resolved together with its incident, not by the monitor */
                            closedWithIncident: boolean;
                            /** @description Number of occurrences */
                            count: number;
                            dedupKey: string;
                            description: string | null;
                            /** @description Simulated by a drill */
                            drill: boolean;
                            endsAt: string | null;
                            firstSeenAt: string;
                            /** @description Set if processing failed and no one was paged yet: time of the next retry */
                            heldUntil: string | null;
                            id: string;
                            incidentId: string | null;
                            incidentReference: string | null;
                            integrationId: string;
                            integrationName: string | null;
                            labels: {
                                [key: string]: string;
                            };
                            lastSeenAt: string;
                            links: {
                                href: string;
                                text: string;
                            }[];
                            resolvedAt: string | null;
                            /** @description Severity mapped by the policy; null until processed */
                            severity: string | null;
                            /** @description The severity as the monitor reports it */
                            severityWord: string | null;
                            /** @description A silence set in its monitoring covers it: it pages no one while that lasts */
                            silenced: boolean;
                            source: string | null;
                            startsAt: string | null;
                            /** @enum {string} */
                            status: "firing" | "resolved";
                            systemId: string | null;
                            systemName: string | null;
                            teamId: string | null;
                            title: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Acknowledged in the monitor itself */
                        acknowledgedAt: string | null;
                        /** @description Resolved together with its incident, not by the monitor */
                        closedWithIncident: boolean;
                        /** @description Number of occurrences */
                        count: number;
                        dedupKey: string;
                        description: string | null;
                        /** @description Simulated by a drill */
                        drill: boolean;
                        endsAt: string | null;
                        firstSeenAt: string;
                        /** @description Set if processing failed and no one was paged yet: time of the next retry */
                        heldUntil: string | null;
                        id: string;
                        incidentId: string | null;
                        incidentReference: string | null;
                        integrationId: string;
                        integrationName: string | null;
                        labels: {
                            [key: string]: string;
                        };
                        lastSeenAt: string;
                        links: {
                            href: string;
                            text: string;
                        }[];
                        /** @description For how many days after the alert's end payloads are kept */
                        payloadDays: number;
                        /** @description The request that opened it and, if another, the one that last changed it; none once their time is over */
                        payloads: {
                            /** @description The original payload without the key, read as UTF-8; first MiB only */
                            body: string;
                            /** @description Size of the whole body, which may exceed what is shown */
                            bytes: number;
                            contentType: string;
                            id: string;
                            receivedAt: string;
                        }[];
                        resolvedAt: string | null;
                        /** @description Severity mapped by the policy; null until processed */
                        severity: string | null;
                        /** @description The severity as the monitor reports it */
                        severityWord: string | null;
                        /** @description A silence set in its monitoring covers it: it pages no one while that lasts */
                        silenced: boolean;
                        /** @description The silences set in its monitoring that cover it, the one that lasts longest first */
                        silences: {
                            comment: string;
                            /** @description As whoever set it calls themselves */
                            createdBy: string;
                            endsAt: string;
                        }[];
                        source: string | null;
                        startsAt: string | null;
                        /** @enum {string} */
                        status: "firing" | "resolved";
                        systemId: string | null;
                        systemName: string | null;
                        teamId: string | null;
                        title: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAudiences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            addresses: string[];
                            /** @description Someone in it is outside the organisation */
                            external: boolean;
                            id: string;
                            name: string;
                            people: string[];
                            /** @enum {string} */
                            readers: "responders" | "executives" | "customers";
                            roles: string[];
                            teams: string[];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putAudience: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Mailing lists, addresses outside; read as customers
                     * @default []
                     */
                    addresses?: string[];
                    name: string;
                    /** @default [] */
                    people?: string[];
                    /**
                     * @description In whose wording it reads
                     * @default responders
                     * @enum {string}
                     */
                    readers?: "responders" | "executives" | "customers";
                    /** @default [] */
                    roles?: string[];
                    /** @default [] */
                    teams?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            addresses: string[];
                            /** @description Someone in it is outside the organisation */
                            external: boolean;
                            id: string;
                            name: string;
                            people: string[];
                            /** @enum {string} */
                            readers: "responders" | "executives" | "customers";
                            roles: string[];
                            teams: string[];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeAudience: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            action: string;
                            actor: unknown;
                            at: string;
                            details: unknown;
                            id: string;
                            subjectId: string | null;
                            subjectKind: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Who made it, as the tool calls them */
                            by: string | null;
                            details: unknown;
                            environment: string | null;
                            happenedAt: string;
                            id: string;
                            /** @description null: recorded over the API */
                            integrationId: string | null;
                            /** @enum {string} */
                            kind: "deployment" | "release" | "flag" | "change";
                            links: {
                                href: string;
                                text: string;
                            }[];
                            source: string | null;
                            state: ("running" | "succeeded" | "failed" | "rolled_back") | null;
                            summary: string;
                            systemId: string | null;
                            version: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who made it; default: whoever records it */
                    by?: string;
                    environment?: string;
                    /** Format: date-time */
                    happenedAt?: string;
                    /** @description Reported again with this key, it is the same change: a deployment that begins and ends */
                    key?: string;
                    /**
                     * @default deployment
                     * @enum {string}
                     */
                    kind?: "deployment" | "release" | "flag" | "change";
                    /** @default {} */
                    labels?: {
                        [key: string]: string;
                    };
                    /** @enum {string} */
                    state?: "running" | "succeeded" | "failed" | "rolled_back";
                    /** @description Default: from the system, the version and the environment */
                    summary?: string;
                    /** @description The ID of the system; default: by the labels */
                    system?: string;
                    /** Format: uri */
                    url?: string;
                    version?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who made it, as the tool calls them */
                        by: string | null;
                        details: unknown;
                        environment: string | null;
                        happenedAt: string;
                        id: string;
                        /** @description null: recorded over the API */
                        integrationId: string | null;
                        /** @enum {string} */
                        kind: "deployment" | "release" | "flag" | "change";
                        links: {
                            href: string;
                            text: string;
                        }[];
                        source: string | null;
                        state: ("running" | "succeeded" | "failed" | "rolled_back") | null;
                        summary: string;
                        systemId: string | null;
                        version: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Channel"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSigningSecret: {
        parameters: {
            query: {
                address: string;
                /** @description Of the contact method */
                generation?: number;
            };
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Verify signatures with it, per Standard Webhooks 1.0 */
                        secret: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getContactCard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/vcard */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChecks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Check"][];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default true */
                    enabled?: boolean;
                    /** @default 60 */
                    everySeconds?: number;
                    /**
                     * @description Failures in a row before an alert
                     * @default 3
                     */
                    failures?: number;
                    name: string;
                    probe: {
                        /** @description Fails when the certificate ends sooner */
                        certificate_days?: number;
                        /** @description Text that the beginning of the answer (256 kB) must contain */
                        contains?: string;
                        /** @enum {string} */
                        kind: "http";
                        /** @description Default: 200 to 299 */
                        status?: number;
                        /** Format: uri */
                        url: string;
                    } | {
                        host: string;
                        /** @enum {string} */
                        kind: "tcp";
                        port: number;
                    } | {
                        /** @description One of the answers must be this */
                        expects?: string;
                        /** @enum {string} */
                        kind: "dns";
                        name: string;
                        /**
                         * @default A
                         * @enum {string}
                         */
                        type?: "A" | "AAAA" | "CNAME" | "MX" | "NS" | "TXT";
                    } | {
                        /** @description Fails when a value is above this */
                        above?: number;
                        /** @description Fails when a value is below this */
                        below?: number;
                        /** @description The ID of a connector of kind prometheus */
                        connector: string;
                        /** @enum {string} */
                        kind: "prometheus";
                        query: string;
                    };
                    /**
                     * @default P2
                     * @enum {string}
                     */
                    severity?: "P1" | "P2" | "P3" | "P4";
                    system: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    exportConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/yaml": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applyConfig: {
        parameters: {
            query?: {
                /** @description Only report what would change */
                dryRun?: "true" | "false" | "";
                /** @description Replace runbooks that someone edited elsewhere; their versions stay in the history */
                overwriteRunbooks?: "true" | "false" | "";
                /** @description The policy version that the file includes. Without it, the file may replace an applied policy, but not one that someone edited */
                policyBase?: number;
                /** @description Delete what is missing from the sections of the file */
                prune?: "true" | "false" | "";
                /** @description Reason; saved with a new policy version and in the audit log */
                reason?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The text of org.yaml; JSON is also accepted, also as application/json */
        requestBody: {
            content: {
                "text/yaml": string;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConnectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Connector"][];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveConnector: {
        parameters: {
            query?: {
                /** @description Save it although it does not work now */
                untested?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default none
                     * @enum {string}
                     */
                    auth?: "none" | "bearer" | "basic" | "api_key";
                    /** @enum {string} */
                    kind: "prometheus" | "loki" | "elasticsearch" | "postgresql" | "mysql";
                    name: string;
                    /** @default {} */
                    options?: {
                        /** @description Databases: the certificate, in PEM, of the authority that signed theirs */
                        ca?: string;
                        /** @description Elasticsearch: the indices to search; default: logs-* */
                        index?: string;
                        /** @description Elasticsearch: the field with the text; default: message */
                        messageField?: string;
                        /** @description X-Scope-OrgID of Loki, Mimir and Cortex */
                        tenant?: string;
                        /** @description Elasticsearch: the field with the time; default: @timestamp */
                        timeField?: string;
                        /**
                         * @description Databases: verify (default), encrypt (any certificate) or off
                         * @enum {string}
                         */
                        tls?: "verify" | "encrypt" | "off";
                    };
                    /** @description A token, password or API key. Left out: unchanged, which is not possible with another URL */
                    secret?: string;
                    /**
                     * @description IDs of the systems that it is of: checks in their runbooks ask it
                     * @default []
                     */
                    systems?: string[];
                    /** Format: uri */
                    url: string;
                    /**
                     * @description Of basic authentication
                     * @default null
                     */
                    username?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    testConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listContacts: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Only those whose name or ID contains this */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Contact"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDrillScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            brief: string;
                            expects: ("P1" | "P2" | "P3" | "P4")[];
                            id: string;
                            injects: number;
                            minutes: number;
                            /** @description Comes with Tocsin */
                            ships: boolean;
                            title: string;
                            type: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDrillScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        ships: boolean;
                        source: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveDrillScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The scenario as YAML */
                    source: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            brief: string;
                            expects: ("P1" | "P2" | "P3" | "P4")[];
                            id: string;
                            injects: number;
                            minutes: number;
                            /** @description Comes with Tocsin */
                            ships: boolean;
                            title: string;
                            type: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeDrillScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            brief: string;
                            expects: ("P1" | "P2" | "P3" | "P4")[];
                            id: string;
                            injects: number;
                            minutes: number;
                            /** @description Comes with Tocsin */
                            ships: boolean;
                            title: string;
                            type: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDrills: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            counted: number | null;
                            endedAt: string | null;
                            id: string;
                            /** @description null before the first alert, and for those who may not see it */
                            incident: {
                                reference: string;
                                /** @enum {string} */
                                severity: "P1" | "P2" | "P3" | "P4";
                                title: string;
                            } | null;
                            met: number | null;
                            people: {
                                id: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            /** Format: date-time */
                            startsAt: string;
                            /** @enum {string} */
                            status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                            system: {
                                id: string;
                                name: string;
                            } | null;
                            team: {
                                id: string;
                                name: string;
                            } | null;
                            title: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createDrill: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Notify everyone the policy names, as in a real incident; default: those who take part only
                     * @default false
                     */
                    everyone?: boolean;
                    /** @description The due date of the programme that this drill is held for */
                    occurrence?: string | null;
                    /** @description Who takes part */
                    people: string[];
                    scenario: string;
                    /** @description Default: now */
                    startsAt?: string | null;
                    /** @description The system whose alerts are simulated */
                    system?: string | null;
                    /** @description Whose drill it is, when there is no system */
                    team?: string | null;
                    /** @description Default: that of the scenario */
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brief: string;
                        endedAt: string | null;
                        endedBy: string | null;
                        /** @description When it ends by itself */
                        endsBy: string | null;
                        everyone: boolean;
                        heldAt: string | null;
                        /** @description The real incident that takes precedence; null when a person holds it, or may not see it */
                        heldBecause: string | null;
                        id: string;
                        improvements: string;
                        /** @description null before the first alert, and for those who may not see it */
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        } | null;
                        /** @description What has happened so far, oldest first */
                        injects: {
                            /** Format: date-time */
                            at: string;
                            /** @description Of a fact that somebody has looked for */
                            found: {
                                /** Format: date-time */
                                at: string;
                                by: {
                                    id: string;
                                    name: string;
                                } | null;
                                finds: string;
                                matters: boolean;
                            } | null;
                            /** @enum {string} */
                            kind: "alert" | "worsens" | "clears" | "customer" | "fact";
                            seq: number;
                            /** @description Of a fact: where it is to be found */
                            text: string;
                        }[];
                        /** @description Whether you may hold, end or abort it */
                        maySteer: boolean;
                        minutes: number;
                        people: {
                            id: string;
                            name: string;
                        }[];
                        reason: string | null;
                        scorecard: {
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            counted: number;
                            improve: string[];
                            measures: {
                                actual: number | null;
                                detail: string;
                                id: string;
                                label: string;
                                /** @enum {string} */
                                result: "met" | "missed" | "open";
                                target: number | null;
                            }[];
                            met: number;
                        } | null;
                        startedAt: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** @enum {string} */
                        status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                        system: {
                            id: string;
                            name: string;
                        } | null;
                        team: {
                            id: string;
                            name: string;
                        } | null;
                        title: string;
                        /** @description How many things are still to happen */
                        toCome: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDrill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brief: string;
                        endedAt: string | null;
                        endedBy: string | null;
                        /** @description When it ends by itself */
                        endsBy: string | null;
                        everyone: boolean;
                        heldAt: string | null;
                        /** @description The real incident that takes precedence; null when a person holds it, or may not see it */
                        heldBecause: string | null;
                        id: string;
                        improvements: string;
                        /** @description null before the first alert, and for those who may not see it */
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        } | null;
                        /** @description What has happened so far, oldest first */
                        injects: {
                            /** Format: date-time */
                            at: string;
                            /** @description Of a fact that somebody has looked for */
                            found: {
                                /** Format: date-time */
                                at: string;
                                by: {
                                    id: string;
                                    name: string;
                                } | null;
                                finds: string;
                                matters: boolean;
                            } | null;
                            /** @enum {string} */
                            kind: "alert" | "worsens" | "clears" | "customer" | "fact";
                            seq: number;
                            /** @description Of a fact: where it is to be found */
                            text: string;
                        }[];
                        /** @description Whether you may hold, end or abort it */
                        maySteer: boolean;
                        minutes: number;
                        people: {
                            id: string;
                            name: string;
                        }[];
                        reason: string | null;
                        scorecard: {
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            counted: number;
                            improve: string[];
                            measures: {
                                actual: number | null;
                                detail: string;
                                id: string;
                                label: string;
                                /** @enum {string} */
                                result: "met" | "missed" | "open";
                                target: number | null;
                            }[];
                            met: number;
                        } | null;
                        startedAt: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** @enum {string} */
                        status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                        system: {
                            id: string;
                            name: string;
                        } | null;
                        team: {
                            id: string;
                            name: string;
                        } | null;
                        title: string;
                        /** @description How many things are still to happen */
                        toCome: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    abortDrill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brief: string;
                        endedAt: string | null;
                        endedBy: string | null;
                        /** @description When it ends by itself */
                        endsBy: string | null;
                        everyone: boolean;
                        heldAt: string | null;
                        /** @description The real incident that takes precedence; null when a person holds it, or may not see it */
                        heldBecause: string | null;
                        id: string;
                        improvements: string;
                        /** @description null before the first alert, and for those who may not see it */
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        } | null;
                        /** @description What has happened so far, oldest first */
                        injects: {
                            /** Format: date-time */
                            at: string;
                            /** @description Of a fact that somebody has looked for */
                            found: {
                                /** Format: date-time */
                                at: string;
                                by: {
                                    id: string;
                                    name: string;
                                } | null;
                                finds: string;
                                matters: boolean;
                            } | null;
                            /** @enum {string} */
                            kind: "alert" | "worsens" | "clears" | "customer" | "fact";
                            seq: number;
                            /** @description Of a fact: where it is to be found */
                            text: string;
                        }[];
                        /** @description Whether you may hold, end or abort it */
                        maySteer: boolean;
                        minutes: number;
                        people: {
                            id: string;
                            name: string;
                        }[];
                        reason: string | null;
                        scorecard: {
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            counted: number;
                            improve: string[];
                            measures: {
                                actual: number | null;
                                detail: string;
                                id: string;
                                label: string;
                                /** @enum {string} */
                                result: "met" | "missed" | "open";
                                target: number | null;
                            }[];
                            met: number;
                        } | null;
                        startedAt: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** @enum {string} */
                        status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                        system: {
                            id: string;
                            name: string;
                        } | null;
                        team: {
                            id: string;
                            name: string;
                        } | null;
                        title: string;
                        /** @description How many things are still to happen */
                        toCome: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endDrill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brief: string;
                        endedAt: string | null;
                        endedBy: string | null;
                        /** @description When it ends by itself */
                        endsBy: string | null;
                        everyone: boolean;
                        heldAt: string | null;
                        /** @description The real incident that takes precedence; null when a person holds it, or may not see it */
                        heldBecause: string | null;
                        id: string;
                        improvements: string;
                        /** @description null before the first alert, and for those who may not see it */
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        } | null;
                        /** @description What has happened so far, oldest first */
                        injects: {
                            /** Format: date-time */
                            at: string;
                            /** @description Of a fact that somebody has looked for */
                            found: {
                                /** Format: date-time */
                                at: string;
                                by: {
                                    id: string;
                                    name: string;
                                } | null;
                                finds: string;
                                matters: boolean;
                            } | null;
                            /** @enum {string} */
                            kind: "alert" | "worsens" | "clears" | "customer" | "fact";
                            seq: number;
                            /** @description Of a fact: where it is to be found */
                            text: string;
                        }[];
                        /** @description Whether you may hold, end or abort it */
                        maySteer: boolean;
                        minutes: number;
                        people: {
                            id: string;
                            name: string;
                        }[];
                        reason: string | null;
                        scorecard: {
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            counted: number;
                            improve: string[];
                            measures: {
                                actual: number | null;
                                detail: string;
                                id: string;
                                label: string;
                                /** @enum {string} */
                                result: "met" | "missed" | "open";
                                target: number | null;
                            }[];
                            met: number;
                        } | null;
                        startedAt: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** @enum {string} */
                        status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                        system: {
                            id: string;
                            name: string;
                        } | null;
                        team: {
                            id: string;
                            name: string;
                        } | null;
                        title: string;
                        /** @description How many things are still to happen */
                        toCome: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lookInDrill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brief: string;
                        endedAt: string | null;
                        endedBy: string | null;
                        /** @description When it ends by itself */
                        endsBy: string | null;
                        everyone: boolean;
                        heldAt: string | null;
                        /** @description The real incident that takes precedence; null when a person holds it, or may not see it */
                        heldBecause: string | null;
                        id: string;
                        improvements: string;
                        /** @description null before the first alert, and for those who may not see it */
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        } | null;
                        /** @description What has happened so far, oldest first */
                        injects: {
                            /** Format: date-time */
                            at: string;
                            /** @description Of a fact that somebody has looked for */
                            found: {
                                /** Format: date-time */
                                at: string;
                                by: {
                                    id: string;
                                    name: string;
                                } | null;
                                finds: string;
                                matters: boolean;
                            } | null;
                            /** @enum {string} */
                            kind: "alert" | "worsens" | "clears" | "customer" | "fact";
                            seq: number;
                            /** @description Of a fact: where it is to be found */
                            text: string;
                        }[];
                        /** @description Whether you may hold, end or abort it */
                        maySteer: boolean;
                        minutes: number;
                        people: {
                            id: string;
                            name: string;
                        }[];
                        reason: string | null;
                        scorecard: {
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            counted: number;
                            improve: string[];
                            measures: {
                                actual: number | null;
                                detail: string;
                                id: string;
                                label: string;
                                /** @enum {string} */
                                result: "met" | "missed" | "open";
                                target: number | null;
                            }[];
                            met: number;
                        } | null;
                        startedAt: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** @enum {string} */
                        status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                        system: {
                            id: string;
                            name: string;
                        } | null;
                        team: {
                            id: string;
                            name: string;
                        } | null;
                        title: string;
                        /** @description How many things are still to happen */
                        toCome: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    holdDrill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brief: string;
                        endedAt: string | null;
                        endedBy: string | null;
                        /** @description When it ends by itself */
                        endsBy: string | null;
                        everyone: boolean;
                        heldAt: string | null;
                        /** @description The real incident that takes precedence; null when a person holds it, or may not see it */
                        heldBecause: string | null;
                        id: string;
                        improvements: string;
                        /** @description null before the first alert, and for those who may not see it */
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        } | null;
                        /** @description What has happened so far, oldest first */
                        injects: {
                            /** Format: date-time */
                            at: string;
                            /** @description Of a fact that somebody has looked for */
                            found: {
                                /** Format: date-time */
                                at: string;
                                by: {
                                    id: string;
                                    name: string;
                                } | null;
                                finds: string;
                                matters: boolean;
                            } | null;
                            /** @enum {string} */
                            kind: "alert" | "worsens" | "clears" | "customer" | "fact";
                            seq: number;
                            /** @description Of a fact: where it is to be found */
                            text: string;
                        }[];
                        /** @description Whether you may hold, end or abort it */
                        maySteer: boolean;
                        minutes: number;
                        people: {
                            id: string;
                            name: string;
                        }[];
                        reason: string | null;
                        scorecard: {
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            counted: number;
                            improve: string[];
                            measures: {
                                actual: number | null;
                                detail: string;
                                id: string;
                                label: string;
                                /** @enum {string} */
                                result: "met" | "missed" | "open";
                                target: number | null;
                            }[];
                            met: number;
                        } | null;
                        startedAt: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** @enum {string} */
                        status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                        system: {
                            id: string;
                            name: string;
                        } | null;
                        team: {
                            id: string;
                            name: string;
                        } | null;
                        title: string;
                        /** @description How many things are still to happen */
                        toCome: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    improveAfterDrill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brief: string;
                        endedAt: string | null;
                        endedBy: string | null;
                        /** @description When it ends by itself */
                        endsBy: string | null;
                        everyone: boolean;
                        heldAt: string | null;
                        /** @description The real incident that takes precedence; null when a person holds it, or may not see it */
                        heldBecause: string | null;
                        id: string;
                        improvements: string;
                        /** @description null before the first alert, and for those who may not see it */
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        } | null;
                        /** @description What has happened so far, oldest first */
                        injects: {
                            /** Format: date-time */
                            at: string;
                            /** @description Of a fact that somebody has looked for */
                            found: {
                                /** Format: date-time */
                                at: string;
                                by: {
                                    id: string;
                                    name: string;
                                } | null;
                                finds: string;
                                matters: boolean;
                            } | null;
                            /** @enum {string} */
                            kind: "alert" | "worsens" | "clears" | "customer" | "fact";
                            seq: number;
                            /** @description Of a fact: where it is to be found */
                            text: string;
                        }[];
                        /** @description Whether you may hold, end or abort it */
                        maySteer: boolean;
                        minutes: number;
                        people: {
                            id: string;
                            name: string;
                        }[];
                        reason: string | null;
                        scorecard: {
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            counted: number;
                            improve: string[];
                            measures: {
                                actual: number | null;
                                detail: string;
                                id: string;
                                label: string;
                                /** @enum {string} */
                                result: "met" | "missed" | "open";
                                target: number | null;
                            }[];
                            met: number;
                        } | null;
                        startedAt: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** @enum {string} */
                        status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                        system: {
                            id: string;
                            name: string;
                        } | null;
                        team: {
                            id: string;
                            name: string;
                        } | null;
                        title: string;
                        /** @description How many things are still to happen */
                        toCome: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeDrill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brief: string;
                        endedAt: string | null;
                        endedBy: string | null;
                        /** @description When it ends by itself */
                        endsBy: string | null;
                        everyone: boolean;
                        heldAt: string | null;
                        /** @description The real incident that takes precedence; null when a person holds it, or may not see it */
                        heldBecause: string | null;
                        id: string;
                        improvements: string;
                        /** @description null before the first alert, and for those who may not see it */
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        } | null;
                        /** @description What has happened so far, oldest first */
                        injects: {
                            /** Format: date-time */
                            at: string;
                            /** @description Of a fact that somebody has looked for */
                            found: {
                                /** Format: date-time */
                                at: string;
                                by: {
                                    id: string;
                                    name: string;
                                } | null;
                                finds: string;
                                matters: boolean;
                            } | null;
                            /** @enum {string} */
                            kind: "alert" | "worsens" | "clears" | "customer" | "fact";
                            seq: number;
                            /** @description Of a fact: where it is to be found */
                            text: string;
                        }[];
                        /** @description Whether you may hold, end or abort it */
                        maySteer: boolean;
                        minutes: number;
                        people: {
                            id: string;
                            name: string;
                        }[];
                        reason: string | null;
                        scorecard: {
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            counted: number;
                            improve: string[];
                            measures: {
                                actual: number | null;
                                detail: string;
                                id: string;
                                label: string;
                                /** @enum {string} */
                                result: "met" | "missed" | "open";
                                target: number | null;
                            }[];
                            met: number;
                        } | null;
                        startedAt: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** @enum {string} */
                        status: "scheduled" | "running" | "held" | "ended" | "aborted" | "cancelled";
                        system: {
                            id: string;
                            name: string;
                        } | null;
                        team: {
                            id: string;
                            name: string;
                        } | null;
                        title: string;
                        /** @description How many things are still to happen */
                        toCome: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidentChannelRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IncidentChannelRule"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addIncidentChannelRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description When it is archived: after the review (or when closed, without one), when closed, or never
                     * @default reviewed
                     * @enum {string}
                     */
                    archive?: "reviewed" | "closed" | "never";
                    /** @description The kind of a channel that can make rooms */
                    channel: string;
                    severities: ("P1" | "P2" | "P3" | "P4")[];
                    /**
                     * @description Empty: incidents of every team
                     * @default []
                     */
                    teams?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IncidentChannelRule"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeIncidentChannelRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description When it is archived: after the review (or when closed, without one), when closed, or never
                     * @default reviewed
                     * @enum {string}
                     */
                    archive?: "reviewed" | "closed" | "never";
                    /** @description The kind of a channel that can make rooms */
                    channel: string;
                    severities: ("P1" | "P2" | "P3" | "P4")[];
                    /**
                     * @description Empty: incidents of every team
                     * @default []
                     */
                    teams?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IncidentChannelRule"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeIncidentChannelRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Only drills, or none; default: both */
                drill?: "true" | "false";
                limit?: number;
                /** @description Only those that whoever asks is a responder of */
                mine?: "true" | "false";
                /** @description urgency, with status=open: not acknowledged first, then by severity, then newest first */
                order?: "newest" | "urgency";
                /** @description Words or word prefixes in the title or symptoms, or a reference */
                q?: string;
                severity?: string | string[];
                /** @description resolved includes those closed since */
                status?: "open" | "resolved" | "closed" | "merged" | "all";
                system?: string;
                /** @description The responding team */
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IncidentSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    declareIncident: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Answers to the policy's criteria questions, by criterion
                     * @default {}
                     */
                    answers?: {
                        [key: string]: boolean;
                    };
                    /** @description Default: based on the affected systems */
                    customerFacing?: boolean;
                    /**
                     * Format: date-time
                     * @description When it was noticed; default: now
                     */
                    detectedAt?: string;
                    /** @description Reason to page on-call immediately, even if the matrix of the severity does not */
                    pageNow?: string;
                    /**
                     * @description Default: what the criteria suggest
                     * @enum {string}
                     */
                    severity?: "P1" | "P2" | "P3" | "P4";
                    /** @description Required when the severity is not the suggested one */
                    severityReason?: string;
                    /**
                     * Format: date-time
                     * @description When the impact began
                     */
                    startedAt?: string;
                    symptoms?: string;
                    /** @default [] */
                    systems?: string[];
                    /** @description What is broken, in a few words */
                    title: string;
                    /** @description What kind of incident it is: one of the incident types of the policy */
                    type?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    detectedAt?: string;
                    /** Format: date-time */
                    startedAt?: string;
                    symptoms?: string;
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncidentAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The latest 100, newest first; once per person and quarter of an hour */
                        looks: {
                            actor: {
                                id: string | null;
                                /** @enum {string} */
                                kind: "person" | "integration" | "token" | "system";
                                name: string;
                                via: string | null;
                            };
                            /** Format: date-time */
                            at: string;
                        }[];
                        /** @description By name. A restricted incident exists for them alone */
                        members: {
                            /**
                             * @description The first of these that holds; told: paged, notified or given a task
                             * @enum {string}
                             */
                            because: "role" | "responder" | "acknowledged" | "declared" | "told";
                            id: string;
                            name: string;
                        }[];
                        /** @enum {string} */
                        visibility: "organisation" | "restricted";
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acknowledgeIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getActionsOfIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdAt: string;
                            createdBy: string;
                            details: string;
                            doneAt: string | null;
                            dueOn: string;
                            id: string;
                            incident: {
                                reference: string;
                                /** @enum {string} */
                                severity: "P1" | "P2" | "P3" | "P4";
                                title: string;
                            };
                            /** @description In an issue tracker */
                            issue: {
                                key: string | null;
                                /** @description When it is tried or looked at again */
                                nextAt: string | null;
                                /** @description Why the last attempt failed */
                                problem: string | null;
                                /** @enum {string} */
                                state: "creating" | "linked" | "gone" | "stopped";
                                syncedAt: string | null;
                                tracker: {
                                    id: string;
                                    /** @enum {string} */
                                    kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                    name: string;
                                };
                                url: string | null;
                            } | null;
                            /** @enum {string} */
                            kind: "preventive" | "process" | "tool" | "documentation";
                            link: string | null;
                            overdue: boolean;
                            owner: {
                                id: string;
                                name: string;
                            };
                            /** @enum {string} */
                            priority: "high" | "medium" | "low";
                            /** @description The first deadline */
                            promisedOn: string;
                            reference: string;
                            /** @enum {string} */
                            state: "open" | "in_progress" | "done" | "dropped";
                            title: string;
                            worked: ("yes" | "partly" | "no") | null;
                            workedNote: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    details?: string;
                    /**
                     * Format: date
                     * @description A day in the organisation’s time zone, such as 2031-03-31
                     */
                    dueOn: string;
                    /**
                     * @default preventive
                     * @enum {string}
                     */
                    kind?: "preventive" | "process" | "tool" | "documentation";
                    /**
                     * @description A ticket, a pull request, the new version of a runbook
                     * @default null
                     */
                    link?: string | null;
                    /**
                     * Format: uuid
                     * @description Who sees to it
                     */
                    ownerId: string;
                    /**
                     * @default medium
                     * @enum {string}
                     */
                    priority?: "high" | "medium" | "low";
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        createdBy: string;
                        details: string;
                        doneAt: string | null;
                        dueOn: string;
                        id: string;
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        };
                        /** @description In an issue tracker */
                        issue: {
                            key: string | null;
                            /** @description When it is tried or looked at again */
                            nextAt: string | null;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @enum {string} */
                            state: "creating" | "linked" | "gone" | "stopped";
                            syncedAt: string | null;
                            tracker: {
                                id: string;
                                /** @enum {string} */
                                kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                name: string;
                            };
                            url: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "preventive" | "process" | "tool" | "documentation";
                        link: string | null;
                        overdue: boolean;
                        owner: {
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        priority: "high" | "medium" | "low";
                        /** @description The first deadline */
                        promisedOn: string;
                        reference: string;
                        /** @enum {string} */
                        state: "open" | "in_progress" | "done" | "dropped";
                        title: string;
                        worked: ("yes" | "partly" | "no") | null;
                        workedNote: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uri
                     * @description An issue of a connected project
                     */
                    link: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dueOn: string | null;
                        key: string;
                        /** @enum {string} */
                        state: "open" | "in_progress" | "done" | "dropped";
                        title: string;
                        tracker: {
                            id: string;
                            /** @enum {string} */
                            kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                            name: string;
                        };
                        url: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date
                     * @description A day in the organisation’s time zone, such as 2031-03-31; the issue gets it as well
                     */
                    dueOn: string;
                    /**
                     * @default preventive
                     * @enum {string}
                     */
                    kind?: "preventive" | "process" | "tool" | "documentation";
                    /**
                     * Format: uri
                     * @description An issue of a connected project
                     */
                    link: string;
                    /**
                     * Format: uuid
                     * @description Who sees to it
                     */
                    ownerId: string;
                    /**
                     * @default medium
                     * @enum {string}
                     */
                    priority?: "high" | "medium" | "low";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        createdBy: string;
                        details: string;
                        doneAt: string | null;
                        dueOn: string;
                        id: string;
                        incident: {
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            title: string;
                        };
                        /** @description In an issue tracker */
                        issue: {
                            key: string | null;
                            /** @description When it is tried or looked at again */
                            nextAt: string | null;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @enum {string} */
                            state: "creating" | "linked" | "gone" | "stopped";
                            syncedAt: string | null;
                            tracker: {
                                id: string;
                                /** @enum {string} */
                                kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                                name: string;
                            };
                            url: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "preventive" | "process" | "tool" | "documentation";
                        link: string | null;
                        overdue: boolean;
                        owner: {
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        priority: "high" | "medium" | "low";
                        /** @description The first deadline */
                        promisedOn: string;
                        reference: string;
                        /** @enum {string} */
                        state: "open" | "in_progress" | "done" | "dropped";
                        title: string;
                        worked: ("yes" | "partly" | "no") | null;
                        workedNote: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description The archive; check it with `tocsin verify --archive` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWhatChanged: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatChanged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    judgeChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                changeId: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verdict: ("suspect" | "ruled_out") | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatChanged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidentChannels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IncidentChannel"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    closeIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Items of the gate that stay open, each with the reason */
                    waivers?: {
                        item: string;
                        reason: string;
                    }[];
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    takeCommand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    /** Format: uuid */
                    personId?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmSeverity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default {} */
                    answers?: {
                        [key: string]: boolean;
                    };
                    reason?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setCustomerFacing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    customerFacing: boolean;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description When it happened, if not now; both times are kept
                     */
                    happenedAt?: string;
                    text: string;
                    /**
                     * @default note
                     * @enum {string}
                     */
                    type?: "note" | "finding" | "hypothesis" | "decision" | "workaround";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    strikeEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                    replacement?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    noteError: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pinError: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fingerprint: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEscalation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whom of the people of this incident you may call, and where */
                        numbers: {
                            id: string;
                            number: string;
                        }[];
                        pages: {
                            /** @description Who is being paged now */
                            asking: {
                                id: string;
                                name: string;
                            }[];
                            /** @description Oldest first: those of the last walks; of all before only the latest of each person and outcome */
                            attempts: {
                                /** Format: date-time */
                                at: string;
                                channel: string | null;
                                /** @description The channel as a sentence names it */
                                channelLabel: string | null;
                                level: number | null;
                                messageId: string | null;
                                /** @enum {string} */
                                outcome: "pending" | "handed" | "delivered" | "failed" | "not_sent";
                                person: {
                                    id: string;
                                    name: string;
                                };
                                reason: string | null;
                                round: number;
                            }[];
                            /** @enum {string} */
                            because: "matrix" | "by_hand" | "exhausted" | "added" | "role" | "news" | "type";
                            endedAt: string | null;
                            endedBy: {
                                id: string;
                                name: string;
                            } | null;
                            /** @description When the last level had not acknowledged */
                            exhaustedAt: string | null;
                            id: string;
                            /** @description The on-call level being paged */
                            level: number | null;
                            /** @description Who is paged next if no one acknowledges; null if no one is left */
                            next: {
                                /** @description This page has paged all of them before */
                                again: boolean;
                                /** Format: date-time */
                                at: string;
                                /** @description The on-call level they are paged as */
                                level: number | null;
                                /** @description Who else is notified then that no one has acknowledged */
                                others: {
                                    id: string;
                                    name: string;
                                }[];
                                /** @enum {string} */
                                othersMode: "page" | "inform";
                                /** @description Who is paged then; empty if only others are notified */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                            } | null;
                            /** @description When it continues automatically */
                            nextAt: string | null;
                            /** @description Who else was notified of that; can be empty */
                            notifiedWhenExhausted: {
                                id: string;
                                name: string;
                            }[];
                            reason: string | null;
                            round: number;
                            /** Format: date-time */
                            startedAt: string;
                            /** @enum {string} */
                            status: "open" | "acknowledged" | "stopped";
                            target: {
                                id: string;
                                /** @enum {string} */
                                kind: "person" | "team";
                                name: string;
                            };
                        }[];
                        /** @description Everyone involved, each once: responding, paged, to be notified, notified */
                        people: {
                            acknowledgedAt: string | null;
                            /** @description Every page and notification sent to them, oldest first */
                            contacts: {
                                /** Format: date-time */
                                at: string;
                                channelLabel: string | null;
                                messageId: string | null;
                                /** @enum {string} */
                                mode: "page" | "inform";
                                reason: string | null;
                                /** @enum {string} */
                                state: "waiting" | "trying" | "sent" | "delivered" | "failed" | "stopped";
                            }[];
                            /** @description A role of theirs is not filled as planned (ESC-3) */
                            gap: boolean;
                            id: string;
                            /** @description Where you may call them */
                            number: string | null;
                            /** @description The open pages that ask them */
                            pageIds: string[];
                            /** @description Roles in this incident, first the most important */
                            parts: {
                                /** @enum {string} */
                                kind: "role" | "on_call" | "step" | "responder";
                                /** @description The policy's name of the role */
                                role: string | null;
                                title: string;
                            }[];
                            /** @description Null for a role of the plan, or a team, for which no one was found */
                            person: {
                                id: string;
                                name: string;
                            } | null;
                            /**
                             * @description responding: at work; paged: being paged, no answer yet; upcoming: nothing sent yet; notified: notified, or paged without ever answering, and no longer being paged; unfilled: no one was found
                             * @enum {string}
                             */
                            standing: "responding" | "paged" | "upcoming" | "unfilled" | "notified";
                            /** @description The escalation steps that told them or will */
                            stepIds: string[];
                            unavailable: {
                                /** @enum {string} */
                                because: "away" | "unreachable";
                                id: string;
                                name: string;
                            }[];
                            /** @description What happens next if no one does anything, soonest first */
                            upcoming: {
                                again: boolean;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                mode: "page" | "inform";
                                /** @description The escalation step; null for the next turn of a page */
                                stepId: string | null;
                            }[];
                        }[];
                        /** @description The roles that the policy lets this incident assign */
                        roles: {
                            /** @description The incident commander */
                            commands: boolean;
                            /** @description The team whose on-call has it while it is not assigned */
                            coveredBy: {
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                team: {
                                    id: string;
                                    name: string;
                                };
                            } | null;
                            description: string | null;
                            id: string;
                            /** @description Who has it; null if it is not assigned */
                            person: {
                                id: string;
                                name: string;
                            } | null;
                            title: string;
                        }[];
                        steps: {
                            /** @description The deadline; null for "immediately" */
                            deadline: string | null;
                            /** @description When a delivery receipt arrived */
                            deliveredAt: string | null;
                            /** @description For a sent step: delivery status of its messages */
                            delivery: {
                                /** @description Why the last message was not sent */
                                reason: string | null;
                                /** @enum {string} */
                                state: "handed" | "queued" | "trying" | "failed" | "stopped";
                                /** @description People for whom every contact method failed */
                                unreached: {
                                    id: string;
                                    name: string;
                                }[];
                            } | null;
                            /** @enum {string} */
                            due: "immediately" | "within" | "next_business_day" | "weekly";
                            early: boolean;
                            /** @description For a pending step: the role is not assigned as planned (ESC-3) */
                            gap: boolean;
                            /** @description When a channel accepted it */
                            handedAt: string | null;
                            id: string;
                            late: ("reclassified" | "added_later" | "paged_again" | "outage") | null;
                            /** @enum {string} */
                            mode: "page" | "inform";
                            /** @description Who was notified; for a pending step, who holds the role now */
                            people: {
                                id: string;
                                name: string;
                            }[];
                            /** @description The policy's name of the line */
                            policyStep: string;
                            /** @description Why it was not sent */
                            reason: string | null;
                            roles: string[];
                            roleTitle: string;
                            /**
                             * Format: date-time
                             * @description When it is sent, a margin before the deadline
                             */
                            sendAt: string;
                            settledAt: string | null;
                            /** @enum {string} */
                            status: "planned" | "sent" | "skipped" | "cancelled";
                            team: {
                                id: string;
                                name: string;
                            } | null;
                            /** @description With a gap: who is assigned but away or unreachable; empty if no one is assigned */
                            unavailable: {
                                /** @enum {string} */
                                because: "away" | "unreachable";
                                id: string;
                                name: string;
                            }[];
                            unless: ("customer_facing" | "acknowledged" | "confirmed" | "mitigating") | null;
                            /** @description For a pending step: how it would be filled now */
                            via: ("holder" | "deputy" | "fallback" | "on_call") | null;
                            when: ("customer_facing" | "acknowledged" | "confirmed" | "mitigating") | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendStepNow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                stepId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "sent" | "not_sent";
                        reason: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pinEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    from: string;
                    name: string;
                    /** @default null */
                    note?: string | null;
                    system: string;
                    /** Format: date-time */
                    to: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signals"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evidence"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Files"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    attachFile: {
        parameters: {
            query?: {
                entry?: number;
                /** @description What the file is called */
                name?: string;
                note?: string;
                /** @description With step: the step of a runbook that it belongs to */
                runbook?: string;
                step?: string;
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        /** @description The content of the file */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Files"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeFile: {
        parameters: {
            query: {
                /** @description Why; it is on the record */
                reason: string;
            };
            header?: never;
            path: {
                id: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Files"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadFile: {
        parameters: {
            query?: {
                /** @description As a picture, for those that can be shown; of a private incident it is noted as opened */
                show?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    mergeIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The reference (INC-12) or the ID of an incident */
                    into: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewMerge: {
        parameters: {
            query: {
                /** @description The reference (INC-12) or the ID of an incident */
                into: string;
            };
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The new severity of the other incident, unconfirmed; null if unchanged */
                        severity: {
                            /** @enum {string} */
                            from: "P1" | "P2" | "P3" | "P4";
                            /** @enum {string} */
                            to: "P1" | "P2" | "P3" | "P4";
                        } | null;
                        /** @description Not acknowledged: on-call for the other incident is paged */
                        unanswered: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidentMessages: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pageByHand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    target: {
                        /** @enum {string} */
                        kind: "person";
                        /** Format: uuid */
                        personId: string;
                    } | {
                        /** @enum {string} */
                        kind: "team";
                        teamId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pageId: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    stopPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pageId: string;
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    moveIncidentPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPublicOfIncident: {
        parameters: {
            query?: {
                phase?: "investigating" | "identified" | "monitoring" | "resolved";
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Words to begin with, from the public phrases and never from internal text */
                        draft: {
                            body: string;
                            levels: {
                                [key: string]: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                            };
                            /** @enum {string} */
                            phase: "investigating" | "identified" | "monitoring" | "resolved" | "scheduled" | "in_progress" | "completed" | "cancelled";
                            title: string;
                        } | null;
                        /** @description What the public knows of it, withdrawn ones included */
                        items: components["schemas"]["PublicIncident"][];
                        /** @description The page on which it would be; null: there is none */
                        page: string | null;
                        /** @description Why nothing may be published about it now */
                        refusal: {
                            code: string;
                            message: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRelatedIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            drill: boolean;
                            endedAt: string;
                            excerpts: {
                                /** @enum {string} */
                                kind: "symptoms" | "summary" | "root_cause" | "finding" | "workaround" | "resolution" | "lessons" | "contributing_factors" | "five_whys" | "impact" | "went_well" | "to_improve" | "communication" | "hypothesis" | "decision" | "change" | "observation" | "action";
                                pieces: {
                                    /** @description It is what was looked for */
                                    hit: boolean;
                                    text: string;
                                }[];
                                seq: number | null;
                                title: string;
                            }[];
                            /** @description The title */
                            pieces: {
                                /** @description It is what was looked for */
                                hit: boolean;
                                text: string;
                            }[];
                            /** @description Its report is published */
                            published: boolean;
                            reference: string;
                            restricted: boolean;
                            sameSystem: boolean;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            systems: {
                                id: string;
                                name: string;
                            }[];
                            tags: string[];
                            team: {
                                id: string;
                                name: string;
                            } | null;
                            title: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reopenIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description You are already working on it, so no one is paged. Otherwise on-call is paged
                     * @default false
                     */
                    acknowledge?: boolean;
                    reason?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        completeness: {
                            done: number;
                            missing: string[];
                            of: number;
                        };
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        texts: {
                            /** @description Saved at the same time as the current text; to be put together */
                            aside: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            }[];
                            current: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            } | null;
                            /** @enum {string} */
                            id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                            /** @description From these entries of the timeline; in the report while nobody has written the section */
                            recorded: {
                                from: number[];
                                text: string;
                            } | null;
                            title: string;
                        }[];
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    markReportEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        completeness: {
                            done: number;
                            missing: string[];
                            of: number;
                        };
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        texts: {
                            /** @description Saved at the same time as the current text; to be put together */
                            aside: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            }[];
                            current: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            } | null;
                            /** @enum {string} */
                            id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                            /** @description From these entries of the timeline; in the report while nobody has written the section */
                            recorded: {
                                from: number[];
                                text: string;
                            } | null;
                            title: string;
                        }[];
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportReport: {
        parameters: {
            query?: {
                format?: "md" | "html" | "json" | "pdf";
                /** @description A published version, or the draft; "latest" is the draft before the first */
                version?: "draft" | "latest" | number;
            };
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getExternalReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The report itself is published, which comes first */
                        internalPublished: boolean;
                        /** @description Names, e-mail addresses and phone numbers in what people typed; each needs an answer */
                        names: {
                            answer: ("role" | "keep" | "omit") | null;
                            id: string;
                            /** @description As it stands there */
                            name: string;
                            /** @description What stands there instead */
                            role: string;
                            /** @description What somebody typed */
                            text: string;
                        }[];
                        /** @description A post-mortem for the status page, drafted from the latest published version; null before the first */
                        publicText: string | null;
                        /** @description As it would be published: what is not answered yet stands as its role */
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answerForNames: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description role: the role stands there instead; keep: it is no person; omit: the whole text is left out
                     * @enum {string}
                     */
                    answer: "role" | "keep" | "omit";
                    /** @description IDs */
                    names: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The report itself is published, which comes first */
                        internalPublished: boolean;
                        /** @description Names, e-mail addresses and phone numbers in what people typed; each needs an answer */
                        names: {
                            answer: ("role" | "keep" | "omit") | null;
                            id: string;
                            /** @description As it stands there */
                            name: string;
                            /** @description What stands there instead */
                            role: string;
                            /** @description What somebody typed */
                            text: string;
                        }[];
                        /** @description A post-mortem for the status page, drafted from the latest published version; null before the first */
                        publicText: string | null;
                        /** @description As it would be published: what is not answered yet stands as its role */
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportExternalReport: {
        parameters: {
            query?: {
                format?: "md" | "html" | "json" | "pdf";
                /** @description A published version, or the draft; "latest" is the draft before the first */
                version?: "draft" | "latest" | number;
            };
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishExternalReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The report itself is published, which comes first */
                        internalPublished: boolean;
                        /** @description Names, e-mail addresses and phone numbers in what people typed; each needs an answer */
                        names: {
                            answer: ("role" | "keep" | "omit") | null;
                            id: string;
                            /** @description As it stands there */
                            name: string;
                            /** @description What stands there instead */
                            role: string;
                            /** @description What somebody typed */
                            text: string;
                        }[];
                        /** @description A post-mortem for the status page, drafted from the latest published version; null before the first */
                        publicText: string | null;
                        /** @description As it would be published: what is not answered yet stands as its role */
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOffExternalReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The report itself is published, which comes first */
                        internalPublished: boolean;
                        /** @description Names, e-mail addresses and phone numbers in what people typed; each needs an answer */
                        names: {
                            answer: ("role" | "keep" | "omit") | null;
                            id: string;
                            /** @description As it stands there */
                            name: string;
                            /** @description What stands there instead */
                            role: string;
                            /** @description What somebody typed */
                            text: string;
                        }[];
                        /** @description A post-mortem for the status page, drafted from the latest published version; null before the first */
                        publicText: string | null;
                        /** @description As it would be published: what is not answered yet stands as its role */
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveFiveWhys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The revision that you edited; 0 for none */
                    base: number;
                    /**
                     * @description Texts that stood aside and are part of this one now
                     * @default []
                     */
                    settles?: number[];
                    /** @description In the order of reading; a depth is at most one more than the one before */
                    whys: {
                        depth: number;
                        /** @default null */
                        seq?: number | null;
                        text: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Someone else saved first: your text is kept beside theirs */
                        aside: boolean;
                        report: {
                            completeness: {
                                done: number;
                                missing: string[];
                                of: number;
                            };
                            report: {
                                actions: {
                                    dueOn: string;
                                    /** @enum {string} */
                                    kind: "preventive" | "process" | "tool" | "documentation";
                                    owner: string;
                                    /** @enum {string} */
                                    priority: "high" | "medium" | "low";
                                    promisedOn: string;
                                    reference: string;
                                    /** @enum {string} */
                                    state: "open" | "in_progress" | "done" | "dropped";
                                    title: string;
                                    worked: ("yes" | "partly" | "no") | null;
                                }[];
                                /**
                                 * @description For readers outside: roles stand for people, and versions count by themselves
                                 * @enum {string}
                                 */
                                audience?: "external";
                                /** @description The resolution checklists as they stood at the end */
                                checks?: {
                                    note: string;
                                    seq: number;
                                    /** @enum {string} */
                                    state: "done" | "waived";
                                    title: string;
                                    who: string;
                                }[];
                                detectedAt: string;
                                drill: boolean;
                                endedAt: string | null;
                                /** @description What people found, supposed, decided, tried and pinned */
                                evidence: {
                                    seq: number;
                                    /** @description Linked to the recorded root cause */
                                    supports?: boolean;
                                    text: string;
                                    /** @enum {string} */
                                    type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                    who: string;
                                }[];
                                /** @description The required information, in the order of the policy; null: missing */
                                facts: {
                                    id: string;
                                    title: string;
                                    value: string | null;
                                }[];
                                /** @description The section of that name as a tree, in the order of reading */
                                fiveWhys?: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[];
                                /** @enum {string} */
                                format: "tocsin.report/1";
                                generatedAt: string;
                                input: {
                                    by: string | null;
                                    /** @enum {string} */
                                    kind: "went_well" | "to_improve";
                                    text: string;
                                }[];
                                measures: {
                                    actual: string;
                                    /** @description null: there is no target */
                                    kept: boolean | null;
                                    name: string;
                                    target: string | null;
                                }[];
                                /** @description Titles of the required facts that are missing */
                                missing: string[];
                                /** @description Written by rule from the record; each sentence names its entry */
                                narrative: {
                                    seq: number;
                                    text: string;
                                }[];
                                organisation: string;
                                participants: {
                                    attended: boolean | null;
                                    name: string;
                                }[];
                                reference: string;
                                restricted: boolean;
                                sections: {
                                    /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                    from?: number[];
                                    /** @enum {string} */
                                    id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                    text: string;
                                    title: string;
                                }[];
                                /** @enum {string} */
                                severity: "P1" | "P2" | "P3" | "P4";
                                signedOff: {
                                    at: string;
                                    name: string;
                                }[];
                                startedAt: string | null;
                                timelines: {
                                    communication: {
                                        at: string;
                                        /** @description In the report itself; all others are in its annex */
                                        key: boolean;
                                        /** @description The entry of the timeline that says it */
                                        seq: number;
                                        text: string;
                                        who: string;
                                    }[];
                                    incident: {
                                        at: string;
                                        /** @description In the report itself; all others are in its annex */
                                        key: boolean;
                                        /** @description The entry of the timeline that says it */
                                        seq: number;
                                        text: string;
                                        who: string;
                                    }[];
                                    response: {
                                        at: string;
                                        /** @description In the report itself; all others are in its annex */
                                        key: boolean;
                                        /** @description The entry of the timeline that says it */
                                        seq: number;
                                        text: string;
                                        who: string;
                                    }[];
                                };
                                title: string;
                                /** @description null: not published yet */
                                version: number | null;
                                /** @description The time zone in which its documents show times */
                                zone: string;
                            };
                            texts: {
                                /** @description Saved at the same time as the current text; to be put together */
                                aside: {
                                    at: string;
                                    by: string;
                                    revision: number;
                                    text: string;
                                    /** @description Of the five whys: the text as a tree */
                                    whys: {
                                        /** @description 0 for what is asked first; what answers it is one deeper */
                                        depth: number;
                                        /** @description The entry of the timeline that supports it */
                                        seq: number | null;
                                        text: string;
                                    }[] | null;
                                }[];
                                current: {
                                    at: string;
                                    by: string;
                                    revision: number;
                                    text: string;
                                    /** @description Of the five whys: the text as a tree */
                                    whys: {
                                        /** @description 0 for what is asked first; what answers it is one deeper */
                                        depth: number;
                                        /** @description The entry of the timeline that supports it */
                                        seq: number | null;
                                        text: string;
                                    }[] | null;
                                } | null;
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                /** @description From these entries of the timeline; in the report while nobody has written the section */
                                recorded: {
                                    from: number[];
                                    text: string;
                                } | null;
                                title: string;
                            }[];
                            versions: {
                                hash: string;
                                publishedAt: string;
                                publishedBy: string;
                                signedOff: {
                                    at: string;
                                    name: string;
                                }[];
                                version: number;
                            }[];
                        };
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReportPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connected: boolean;
                        page: {
                            /** @description When it is tried again */
                            nextAt: string | null;
                            problem: string | null;
                            publishedAt: string | null;
                            /** @enum {string} */
                            state: "waiting" | "published" | "changed" | "gone" | "failed";
                            url: string | null;
                            /** @description The version of the report that stands there; null: none yet */
                            version: number | null;
                            /** @description The version of the report that is to stand there */
                            wanted: number;
                        } | null;
                        /** @description The report of a restricted incident is not published to Confluence */
                        restricted: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishReportPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Replace what somebody edited in Confluence
                     * @default false
                     */
                    replace?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connected: boolean;
                        page: {
                            /** @description When it is tried again */
                            nextAt: string | null;
                            problem: string | null;
                            publishedAt: string | null;
                            /** @enum {string} */
                            state: "waiting" | "published" | "changed" | "gone" | "failed";
                            url: string | null;
                            /** @description The version of the report that stands there; null: none yet */
                            version: number | null;
                            /** @description The version of the report that is to stand there */
                            wanted: number;
                        } | null;
                        /** @description The report of a restricted incident is not published to Confluence */
                        restricted: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveReportSection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                section: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The revision that you edited; 0 for none */
                    base: number;
                    /**
                     * @description Texts that stood aside and are part of this one now
                     * @default []
                     */
                    settles?: number[];
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Someone else saved first: your text is kept beside theirs */
                        aside: boolean;
                        report: {
                            completeness: {
                                done: number;
                                missing: string[];
                                of: number;
                            };
                            report: {
                                actions: {
                                    dueOn: string;
                                    /** @enum {string} */
                                    kind: "preventive" | "process" | "tool" | "documentation";
                                    owner: string;
                                    /** @enum {string} */
                                    priority: "high" | "medium" | "low";
                                    promisedOn: string;
                                    reference: string;
                                    /** @enum {string} */
                                    state: "open" | "in_progress" | "done" | "dropped";
                                    title: string;
                                    worked: ("yes" | "partly" | "no") | null;
                                }[];
                                /**
                                 * @description For readers outside: roles stand for people, and versions count by themselves
                                 * @enum {string}
                                 */
                                audience?: "external";
                                /** @description The resolution checklists as they stood at the end */
                                checks?: {
                                    note: string;
                                    seq: number;
                                    /** @enum {string} */
                                    state: "done" | "waived";
                                    title: string;
                                    who: string;
                                }[];
                                detectedAt: string;
                                drill: boolean;
                                endedAt: string | null;
                                /** @description What people found, supposed, decided, tried and pinned */
                                evidence: {
                                    seq: number;
                                    /** @description Linked to the recorded root cause */
                                    supports?: boolean;
                                    text: string;
                                    /** @enum {string} */
                                    type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                    who: string;
                                }[];
                                /** @description The required information, in the order of the policy; null: missing */
                                facts: {
                                    id: string;
                                    title: string;
                                    value: string | null;
                                }[];
                                /** @description The section of that name as a tree, in the order of reading */
                                fiveWhys?: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[];
                                /** @enum {string} */
                                format: "tocsin.report/1";
                                generatedAt: string;
                                input: {
                                    by: string | null;
                                    /** @enum {string} */
                                    kind: "went_well" | "to_improve";
                                    text: string;
                                }[];
                                measures: {
                                    actual: string;
                                    /** @description null: there is no target */
                                    kept: boolean | null;
                                    name: string;
                                    target: string | null;
                                }[];
                                /** @description Titles of the required facts that are missing */
                                missing: string[];
                                /** @description Written by rule from the record; each sentence names its entry */
                                narrative: {
                                    seq: number;
                                    text: string;
                                }[];
                                organisation: string;
                                participants: {
                                    attended: boolean | null;
                                    name: string;
                                }[];
                                reference: string;
                                restricted: boolean;
                                sections: {
                                    /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                    from?: number[];
                                    /** @enum {string} */
                                    id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                    text: string;
                                    title: string;
                                }[];
                                /** @enum {string} */
                                severity: "P1" | "P2" | "P3" | "P4";
                                signedOff: {
                                    at: string;
                                    name: string;
                                }[];
                                startedAt: string | null;
                                timelines: {
                                    communication: {
                                        at: string;
                                        /** @description In the report itself; all others are in its annex */
                                        key: boolean;
                                        /** @description The entry of the timeline that says it */
                                        seq: number;
                                        text: string;
                                        who: string;
                                    }[];
                                    incident: {
                                        at: string;
                                        /** @description In the report itself; all others are in its annex */
                                        key: boolean;
                                        /** @description The entry of the timeline that says it */
                                        seq: number;
                                        text: string;
                                        who: string;
                                    }[];
                                    response: {
                                        at: string;
                                        /** @description In the report itself; all others are in its annex */
                                        key: boolean;
                                        /** @description The entry of the timeline that says it */
                                        seq: number;
                                        text: string;
                                        who: string;
                                    }[];
                                };
                                title: string;
                                /** @description null: not published yet */
                                version: number | null;
                                /** @description The time zone in which its documents show times */
                                zone: string;
                            };
                            texts: {
                                /** @description Saved at the same time as the current text; to be put together */
                                aside: {
                                    at: string;
                                    by: string;
                                    revision: number;
                                    text: string;
                                    /** @description Of the five whys: the text as a tree */
                                    whys: {
                                        /** @description 0 for what is asked first; what answers it is one deeper */
                                        depth: number;
                                        /** @description The entry of the timeline that supports it */
                                        seq: number | null;
                                        text: string;
                                    }[] | null;
                                }[];
                                current: {
                                    at: string;
                                    by: string;
                                    revision: number;
                                    text: string;
                                    /** @description Of the five whys: the text as a tree */
                                    whys: {
                                        /** @description 0 for what is asked first; what answers it is one deeper */
                                        depth: number;
                                        /** @description The entry of the timeline that supports it */
                                        seq: number | null;
                                        text: string;
                                    }[] | null;
                                } | null;
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                /** @description From these entries of the timeline; in the report while nobody has written the section */
                                recorded: {
                                    from: number[];
                                    text: string;
                                } | null;
                                title: string;
                            }[];
                            versions: {
                                hash: string;
                                publishedAt: string;
                                publishedBy: string;
                                signedOff: {
                                    at: string;
                                    name: string;
                                }[];
                                version: number;
                            }[];
                        };
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        completeness: {
                            done: number;
                            missing: string[];
                            of: number;
                        };
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        texts: {
                            /** @description Saved at the same time as the current text; to be put together */
                            aside: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            }[];
                            current: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            } | null;
                            /** @enum {string} */
                            id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                            /** @description From these entries of the timeline; in the report while nobody has written the section */
                            recorded: {
                                from: number[];
                                text: string;
                            } | null;
                            title: string;
                        }[];
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOffReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        completeness: {
                            done: number;
                            missing: string[];
                            of: number;
                        };
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        texts: {
                            /** @description Saved at the same time as the current text; to be put together */
                            aside: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            }[];
                            current: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            } | null;
                            /** @enum {string} */
                            id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                            /** @description From these entries of the timeline; in the report while nobody has written the section */
                            recorded: {
                                from: number[];
                                text: string;
                            } | null;
                            title: string;
                        }[];
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getResolution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setResolutionItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Who developed the solution, for an item that needs a review
                     */
                    authorId?: string;
                    /**
                     * Format: uri
                     * @description Where the evidence is
                     */
                    link?: string;
                    /** @description The evidence in words */
                    note?: string;
                    /**
                     * Format: uuid
                     * @description Who reviewed it; someone else
                     */
                    reviewerId?: string;
                    /** @enum {string} */
                    state: "done";
                } | {
                    reason: string;
                    /** @enum {string} */
                    state: "waived";
                } | {
                    /** @enum {string} */
                    state: "open";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    askForValidation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    writeRollbackPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    plan: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordNoChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordRootCause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description null: unknown; enough to resolve, not to close */
                    cause: string | null;
                    /** @description A finding that is written down with it */
                    finding?: string;
                    /**
                     * @description Entries of the timeline
                     * @default []
                     */
                    findings?: number[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Everything but fixed ends without the verification of the policy
                     * @default fixed
                     * @enum {string}
                     */
                    ending?: "fixed" | "false_alarm" | "duplicate" | "recovered";
                    /** @description What fixed it; of the other endings, the reason */
                    resolution: string;
                    /** @description Items of the gate that stay open, each with the reason */
                    waivers?: {
                        item: string;
                        reason: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeResponders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    add?: string[];
                    /** @default [] */
                    remove?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        afterwards: {
                            id: string;
                            text: string;
                        }[];
                        agenda: {
                            id: string;
                            items: string[];
                            minutes: number;
                            title: string;
                        }[];
                        /** @description The incident whose review this one is part of */
                        mergedInto: string | null;
                        participants: {
                            /** @description What their calendar answered to the invitation as it stands; null while it has not */
                            answer: ("accepted" | "declined" | "tentative") | null;
                            attended: boolean | null;
                            id: string;
                            invited: boolean;
                            name: string;
                            reasons: string[];
                            zone: string;
                        }[];
                        reference: string;
                        /** @description The policy asks for a review of this severity */
                        required: boolean;
                        review: {
                            clocks: {
                                doneAt: string | null;
                                dueAt: string;
                                /** @enum {string} */
                                kind: "schedule" | "conduct" | "publish";
                                /** @enum {string} */
                                state: "running" | "kept" | "late" | "missed" | "stopped";
                            }[];
                            /** @description From when the clocks count */
                            endedAt: string;
                            facilitator: {
                                id: string;
                                name: string;
                            } | null;
                            heldAt: string | null;
                            meeting: {
                                minutes: number;
                                place: string;
                                startsAt: string;
                            } | null;
                            /** @description null: the policy */
                            requestedBy: string | null;
                            /** @enum {string} */
                            status: "open" | "published" | "waived" | "stopped" | "joined";
                            waived: {
                                at: string;
                                by: string;
                                /** @enum {string} */
                                kind: "false_alarm" | "duplicate" | "other";
                                reason: string;
                            } | null;
                        } | null;
                        suggestedFacilitator: {
                            id: string;
                            name: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    requestReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        afterwards: {
                            id: string;
                            text: string;
                        }[];
                        agenda: {
                            id: string;
                            items: string[];
                            minutes: number;
                            title: string;
                        }[];
                        /** @description The incident whose review this one is part of */
                        mergedInto: string | null;
                        participants: {
                            /** @description What their calendar answered to the invitation as it stands; null while it has not */
                            answer: ("accepted" | "declined" | "tentative") | null;
                            attended: boolean | null;
                            id: string;
                            invited: boolean;
                            name: string;
                            reasons: string[];
                            zone: string;
                        }[];
                        reference: string;
                        /** @description The policy asks for a review of this severity */
                        required: boolean;
                        review: {
                            clocks: {
                                doneAt: string | null;
                                dueAt: string;
                                /** @enum {string} */
                                kind: "schedule" | "conduct" | "publish";
                                /** @enum {string} */
                                state: "running" | "kept" | "late" | "missed" | "stopped";
                            }[];
                            /** @description From when the clocks count */
                            endedAt: string;
                            facilitator: {
                                id: string;
                                name: string;
                            } | null;
                            heldAt: string | null;
                            meeting: {
                                minutes: number;
                                place: string;
                                startsAt: string;
                            } | null;
                            /** @description null: the policy */
                            requestedBy: string | null;
                            /** @enum {string} */
                            status: "open" | "published" | "waived" | "stopped" | "joined";
                            waived: {
                                at: string;
                                by: string;
                                /** @enum {string} */
                                kind: "false_alarm" | "duplicate" | "other";
                                reason: string;
                            } | null;
                        } | null;
                        suggestedFacilitator: {
                            id: string;
                            name: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    correctIncidentEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description When the incident was over
                     */
                    at: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        afterwards: {
                            id: string;
                            text: string;
                        }[];
                        agenda: {
                            id: string;
                            items: string[];
                            minutes: number;
                            title: string;
                        }[];
                        /** @description The incident whose review this one is part of */
                        mergedInto: string | null;
                        participants: {
                            /** @description What their calendar answered to the invitation as it stands; null while it has not */
                            answer: ("accepted" | "declined" | "tentative") | null;
                            attended: boolean | null;
                            id: string;
                            invited: boolean;
                            name: string;
                            reasons: string[];
                            zone: string;
                        }[];
                        reference: string;
                        /** @description The policy asks for a review of this severity */
                        required: boolean;
                        review: {
                            clocks: {
                                doneAt: string | null;
                                dueAt: string;
                                /** @enum {string} */
                                kind: "schedule" | "conduct" | "publish";
                                /** @enum {string} */
                                state: "running" | "kept" | "late" | "missed" | "stopped";
                            }[];
                            /** @description From when the clocks count */
                            endedAt: string;
                            facilitator: {
                                id: string;
                                name: string;
                            } | null;
                            heldAt: string | null;
                            meeting: {
                                minutes: number;
                                place: string;
                                startsAt: string;
                            } | null;
                            /** @description null: the policy */
                            requestedBy: string | null;
                            /** @enum {string} */
                            status: "open" | "published" | "waived" | "stopped" | "joined";
                            waived: {
                                at: string;
                                by: string;
                                /** @enum {string} */
                                kind: "false_alarm" | "duplicate" | "other";
                                reason: string;
                            } | null;
                        } | null;
                        suggestedFacilitator: {
                            id: string;
                            name: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordReviewHeld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description When it was held; by default when it was scheduled for */
                    at?: string | null;
                    /**
                     * @description Who was there
                     * @default []
                     */
                    attended?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        afterwards: {
                            id: string;
                            text: string;
                        }[];
                        agenda: {
                            id: string;
                            items: string[];
                            minutes: number;
                            title: string;
                        }[];
                        /** @description The incident whose review this one is part of */
                        mergedInto: string | null;
                        participants: {
                            /** @description What their calendar answered to the invitation as it stands; null while it has not */
                            answer: ("accepted" | "declined" | "tentative") | null;
                            attended: boolean | null;
                            id: string;
                            invited: boolean;
                            name: string;
                            reasons: string[];
                            zone: string;
                        }[];
                        reference: string;
                        /** @description The policy asks for a review of this severity */
                        required: boolean;
                        review: {
                            clocks: {
                                doneAt: string | null;
                                dueAt: string;
                                /** @enum {string} */
                                kind: "schedule" | "conduct" | "publish";
                                /** @enum {string} */
                                state: "running" | "kept" | "late" | "missed" | "stopped";
                            }[];
                            /** @description From when the clocks count */
                            endedAt: string;
                            facilitator: {
                                id: string;
                                name: string;
                            } | null;
                            heldAt: string | null;
                            meeting: {
                                minutes: number;
                                place: string;
                                startsAt: string;
                            } | null;
                            /** @description null: the policy */
                            requestedBy: string | null;
                            /** @enum {string} */
                            status: "open" | "published" | "waived" | "stopped" | "joined";
                            waived: {
                                at: string;
                                by: string;
                                /** @enum {string} */
                                kind: "false_alarm" | "duplicate" | "other";
                                reason: string;
                            } | null;
                        } | null;
                        suggestedFacilitator: {
                            id: string;
                            name: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addReviewInput: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Stored without an author
                     * @default false
                     */
                    anonymous?: boolean;
                    /** @enum {string} */
                    kind: "went_well" | "to_improve";
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        completeness: {
                            done: number;
                            missing: string[];
                            of: number;
                        };
                        report: {
                            actions: {
                                dueOn: string;
                                /** @enum {string} */
                                kind: "preventive" | "process" | "tool" | "documentation";
                                owner: string;
                                /** @enum {string} */
                                priority: "high" | "medium" | "low";
                                promisedOn: string;
                                reference: string;
                                /** @enum {string} */
                                state: "open" | "in_progress" | "done" | "dropped";
                                title: string;
                                worked: ("yes" | "partly" | "no") | null;
                            }[];
                            /**
                             * @description For readers outside: roles stand for people, and versions count by themselves
                             * @enum {string}
                             */
                            audience?: "external";
                            /** @description The resolution checklists as they stood at the end */
                            checks?: {
                                note: string;
                                seq: number;
                                /** @enum {string} */
                                state: "done" | "waived";
                                title: string;
                                who: string;
                            }[];
                            detectedAt: string;
                            drill: boolean;
                            endedAt: string | null;
                            /** @description What people found, supposed, decided, tried and pinned */
                            evidence: {
                                seq: number;
                                /** @description Linked to the recorded root cause */
                                supports?: boolean;
                                text: string;
                                /** @enum {string} */
                                type?: "finding" | "hypothesis" | "decision" | "workaround" | "change" | "observation";
                                who: string;
                            }[];
                            /** @description The required information, in the order of the policy; null: missing */
                            facts: {
                                id: string;
                                title: string;
                                value: string | null;
                            }[];
                            /** @description The section of that name as a tree, in the order of reading */
                            fiveWhys?: {
                                /** @description 0 for what is asked first; what answers it is one deeper */
                                depth: number;
                                /** @description The entry of the timeline that supports it */
                                seq: number | null;
                                text: string;
                            }[];
                            /** @enum {string} */
                            format: "tocsin.report/1";
                            generatedAt: string;
                            input: {
                                by: string | null;
                                /** @enum {string} */
                                kind: "went_well" | "to_improve";
                                text: string;
                            }[];
                            measures: {
                                actual: string;
                                /** @description null: there is no target */
                                kept: boolean | null;
                                name: string;
                                target: string | null;
                            }[];
                            /** @description Titles of the required facts that are missing */
                            missing: string[];
                            /** @description Written by rule from the record; each sentence names its entry */
                            narrative: {
                                seq: number;
                                text: string;
                            }[];
                            organisation: string;
                            participants: {
                                attended: boolean | null;
                                name: string;
                            }[];
                            reference: string;
                            restricted: boolean;
                            sections: {
                                /** @description The entries of the timeline that it is taken from; empty: people wrote it for the report */
                                from?: number[];
                                /** @enum {string} */
                                id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                                text: string;
                                title: string;
                            }[];
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            timelines: {
                                communication: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                incident: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                                response: {
                                    at: string;
                                    /** @description In the report itself; all others are in its annex */
                                    key: boolean;
                                    /** @description The entry of the timeline that says it */
                                    seq: number;
                                    text: string;
                                    who: string;
                                }[];
                            };
                            title: string;
                            /** @description null: not published yet */
                            version: number | null;
                            /** @description The time zone in which its documents show times */
                            zone: string;
                        };
                        texts: {
                            /** @description Saved at the same time as the current text; to be put together */
                            aside: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            }[];
                            current: {
                                at: string;
                                by: string;
                                revision: number;
                                text: string;
                                /** @description Of the five whys: the text as a tree */
                                whys: {
                                    /** @description 0 for what is asked first; what answers it is one deeper */
                                    depth: number;
                                    /** @description The entry of the timeline that supports it */
                                    seq: number | null;
                                    text: string;
                                }[] | null;
                            } | null;
                            /** @enum {string} */
                            id: "summary" | "impact" | "root_cause" | "contributing_factors" | "five_whys" | "resolution" | "went_well" | "to_improve" | "communication" | "lessons" | "no_actions";
                            /** @description From these entries of the timeline; in the report while nobody has written the section */
                            recorded: {
                                from: number[];
                                text: string;
                            } | null;
                            title: string;
                        }[];
                        versions: {
                            hash: string;
                            publishedAt: string;
                            publishedBy: string;
                            signedOff: {
                                at: string;
                                name: string;
                            }[];
                            version: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    scheduleReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who leads through it; not the incident commander */
                    facilitatorId?: string | null;
                    /** @default 60 */
                    minutes?: number;
                    /** @description A room, or the link of a call */
                    place?: string;
                    /** Format: date-time */
                    startsAt: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        afterwards: {
                            id: string;
                            text: string;
                        }[];
                        agenda: {
                            id: string;
                            items: string[];
                            minutes: number;
                            title: string;
                        }[];
                        /** @description The incident whose review this one is part of */
                        mergedInto: string | null;
                        participants: {
                            /** @description What their calendar answered to the invitation as it stands; null while it has not */
                            answer: ("accepted" | "declined" | "tentative") | null;
                            attended: boolean | null;
                            id: string;
                            invited: boolean;
                            name: string;
                            reasons: string[];
                            zone: string;
                        }[];
                        reference: string;
                        /** @description The policy asks for a review of this severity */
                        required: boolean;
                        review: {
                            clocks: {
                                doneAt: string | null;
                                dueAt: string;
                                /** @enum {string} */
                                kind: "schedule" | "conduct" | "publish";
                                /** @enum {string} */
                                state: "running" | "kept" | "late" | "missed" | "stopped";
                            }[];
                            /** @description From when the clocks count */
                            endedAt: string;
                            facilitator: {
                                id: string;
                                name: string;
                            } | null;
                            heldAt: string | null;
                            meeting: {
                                minutes: number;
                                place: string;
                                startsAt: string;
                            } | null;
                            /** @description null: the policy */
                            requestedBy: string | null;
                            /** @enum {string} */
                            status: "open" | "published" | "waived" | "stopped" | "joined";
                            waived: {
                                at: string;
                                by: string;
                                /** @enum {string} */
                                kind: "false_alarm" | "duplicate" | "other";
                                reason: string;
                            } | null;
                        } | null;
                        suggestedFacilitator: {
                            id: string;
                            name: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadReviewMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeReviewParticipants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    add?: string[];
                    /** @default [] */
                    remove?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        afterwards: {
                            id: string;
                            text: string;
                        }[];
                        agenda: {
                            id: string;
                            items: string[];
                            minutes: number;
                            title: string;
                        }[];
                        /** @description The incident whose review this one is part of */
                        mergedInto: string | null;
                        participants: {
                            /** @description What their calendar answered to the invitation as it stands; null while it has not */
                            answer: ("accepted" | "declined" | "tentative") | null;
                            attended: boolean | null;
                            id: string;
                            invited: boolean;
                            name: string;
                            reasons: string[];
                            zone: string;
                        }[];
                        reference: string;
                        /** @description The policy asks for a review of this severity */
                        required: boolean;
                        review: {
                            clocks: {
                                doneAt: string | null;
                                dueAt: string;
                                /** @enum {string} */
                                kind: "schedule" | "conduct" | "publish";
                                /** @enum {string} */
                                state: "running" | "kept" | "late" | "missed" | "stopped";
                            }[];
                            /** @description From when the clocks count */
                            endedAt: string;
                            facilitator: {
                                id: string;
                                name: string;
                            } | null;
                            heldAt: string | null;
                            meeting: {
                                minutes: number;
                                place: string;
                                startsAt: string;
                            } | null;
                            /** @description null: the policy */
                            requestedBy: string | null;
                            /** @enum {string} */
                            status: "open" | "published" | "waived" | "stopped" | "joined";
                            waived: {
                                at: string;
                                by: string;
                                /** @enum {string} */
                                kind: "false_alarm" | "duplicate" | "other";
                                reason: string;
                            } | null;
                        } | null;
                        suggestedFacilitator: {
                            id: string;
                            name: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    proposeReviewTimes: {
        parameters: {
            query?: {
                minutes?: number;
            };
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Whether it is known what people have in their calendars: of no one, of some, of everyone
                         * @enum {string}
                         */
                        calendars: "unknown" | "some" | "known";
                        items: {
                            /** @description After the time by which the review is to be held */
                            late: boolean;
                            not: {
                                id: string;
                                name: string;
                                /** @enum {string} */
                                why: "outside_hours" | "day_off" | "absent" | "busy" | "on_call";
                                zone: string;
                            }[];
                            of: number;
                            startsAt: string;
                            suits: number;
                        }[];
                        /** @description Calendars that are being read now; ask again in a moment */
                        reading: number;
                        /** @description Whose calendar is not known: they gave none, or it cannot be read */
                        unknown: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            why: "none" | "unreadable";
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    waiveReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default other
                     * @enum {string}
                     */
                    kind?: "false_alarm" | "duplicate" | "other";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        afterwards: {
                            id: string;
                            text: string;
                        }[];
                        agenda: {
                            id: string;
                            items: string[];
                            minutes: number;
                            title: string;
                        }[];
                        /** @description The incident whose review this one is part of */
                        mergedInto: string | null;
                        participants: {
                            /** @description What their calendar answered to the invitation as it stands; null while it has not */
                            answer: ("accepted" | "declined" | "tentative") | null;
                            attended: boolean | null;
                            id: string;
                            invited: boolean;
                            name: string;
                            reasons: string[];
                            zone: string;
                        }[];
                        reference: string;
                        /** @description The policy asks for a review of this severity */
                        required: boolean;
                        review: {
                            clocks: {
                                doneAt: string | null;
                                dueAt: string;
                                /** @enum {string} */
                                kind: "schedule" | "conduct" | "publish";
                                /** @enum {string} */
                                state: "running" | "kept" | "late" | "missed" | "stopped";
                            }[];
                            /** @description From when the clocks count */
                            endedAt: string;
                            facilitator: {
                                id: string;
                                name: string;
                            } | null;
                            heldAt: string | null;
                            meeting: {
                                minutes: number;
                                place: string;
                                startsAt: string;
                            } | null;
                            /** @description null: the policy */
                            requestedBy: string | null;
                            /** @enum {string} */
                            status: "open" | "published" | "waived" | "stopped" | "joined";
                            waived: {
                                at: string;
                                by: string;
                                /** @enum {string} */
                                kind: "false_alarm" | "duplicate" | "other";
                                reason: string;
                            } | null;
                        } | null;
                        suggestedFacilitator: {
                            id: string;
                            name: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assignRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    /** Format: uuid */
                    personId?: string;
                    /** @description A role of the policy that an incident assigns */
                    role: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    releaseRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    /** @description A role of the policy that an incident assigns */
                    role: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncidentRunbooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentRunbooks"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addIncidentRunbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
                runbook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentRunbooks"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setRunbookStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
                runbook: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uri */
                    link?: string;
                    /** @description Required of a skipped or failed step */
                    note?: string;
                    /** @enum {string} */
                    state: "open" | "done" | "skipped" | "failed";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentRunbooks"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    runRunbookChecks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
                runbook: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentRunbooks"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setRunbookStepOwner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
                runbook: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    personId: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentRunbooks"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeSeverity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default {} */
                    answers?: {
                        [key: string]: boolean;
                    };
                    reason?: string;
                    /** @enum {string} */
                    severity: "P1" | "P2" | "P3" | "P4";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewSeverity: {
        parameters: {
            query?: {
                customerFacing?: "true" | "false";
                policyVersion?: number;
                severity?: "P1" | "P2" | "P3" | "P4";
            };
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customerFacing: boolean;
                        policyVersion: number;
                        reasonNeeded: boolean;
                        /** @enum {string} */
                        severity: "P1" | "P2" | "P3" | "P4";
                        steps: {
                            /** @enum {string} */
                            change: "sent" | "kept" | "moved" | "added" | "dropped";
                            dueNow: boolean;
                            /** @enum {string} */
                            mode: "page" | "inform";
                            previousSendAt: string | null;
                            roles: string[];
                            /** @description The same roles as the policy calls them */
                            roleTitles: string[];
                            sendAt: string | null;
                            stepId: string;
                        }[];
                        /** @description What the criteria suggest */
                        suggested: ("P1" | "P2" | "P3" | "P4") | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSignals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signals"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    runQuery: {
        parameters: {
            query: {
                name: string;
                system: string;
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setIncidentStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    /** @enum {string} */
                    status: "investigating" | "mitigating";
                } | {
                    note: string;
                    /** @enum {string} */
                    status: "resolved";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncidentSystems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        systems: {
                            /** @description Who is on call now, level by level; null: no schedule, or not visible to you */
                            onCall: {
                                id: string;
                                level: number;
                                name: string;
                            }[] | null;
                            /**
                             * @description affected: of the incident; dependency: an affected one needs it; dependent: it needs one
                             * @enum {string}
                             */
                            relation: "affected" | "dependency" | "dependent";
                            system: components["schemas"]["SystemNow"];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeIncidentSystems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    add?: string[];
                    /** @default [] */
                    remove?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tags: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeTags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    add?: string[];
                    remove?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tags: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Open tasks first, by due time; then the 50 that were done or dropped last */
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            dueAt: string | null;
                            id: string;
                            /** @description What came of it, or why it was dropped */
                            note: string | null;
                            overdue: boolean;
                            owner: {
                                /** @enum {string} */
                                kind: "person" | "role";
                                /** @description Who has it now; for a role, who holds it */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                } | null;
                            };
                            settledAt: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "dropped";
                            title: string;
                        }[];
                        /** @description How many are open */
                        open: number;
                        /** @description How many were done or dropped, listed or not */
                        settled: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The owner is reminded then, and the commander hears 15 minutes later */
                    dueAt?: string | null;
                    /** @description A person, or a role of the policy; default: you. Whoever may not see a restricted incident yet is added as a responder */
                    owner?: {
                        /** @enum {string} */
                        kind: "person";
                        /** Format: uuid */
                        personId: string;
                    } | {
                        /** @enum {string} */
                        kind: "role";
                        role: string;
                    };
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Open tasks first, by due time; then the 50 that were done or dropped last */
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            dueAt: string | null;
                            id: string;
                            /** @description What came of it, or why it was dropped */
                            note: string | null;
                            overdue: boolean;
                            owner: {
                                /** @enum {string} */
                                kind: "person" | "role";
                                /** @description Who has it now; for a role, who holds it */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                } | null;
                            };
                            settledAt: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "dropped";
                            title: string;
                        }[];
                        /** @description How many are open */
                        open: number;
                        /** @description How many were done or dropped, listed or not */
                        settled: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description null removes the due time */
                    dueAt?: string | null;
                    owner?: {
                        /** @enum {string} */
                        kind: "person";
                        /** Format: uuid */
                        personId: string;
                    } | {
                        /** @enum {string} */
                        kind: "role";
                        role: string;
                    };
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Open tasks first, by due time; then the 50 that were done or dropped last */
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            dueAt: string | null;
                            id: string;
                            /** @description What came of it, or why it was dropped */
                            note: string | null;
                            overdue: boolean;
                            owner: {
                                /** @enum {string} */
                                kind: "person" | "role";
                                /** @description Who has it now; for a role, who holds it */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                } | null;
                            };
                            settledAt: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "dropped";
                            title: string;
                        }[];
                        /** @description How many are open */
                        open: number;
                        /** @description How many were done or dropped, listed or not */
                        settled: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    completeTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Open tasks first, by due time; then the 50 that were done or dropped last */
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            dueAt: string | null;
                            id: string;
                            /** @description What came of it, or why it was dropped */
                            note: string | null;
                            overdue: boolean;
                            owner: {
                                /** @enum {string} */
                                kind: "person" | "role";
                                /** @description Who has it now; for a role, who holds it */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                } | null;
                            };
                            settledAt: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "dropped";
                            title: string;
                        }[];
                        /** @description How many are open */
                        open: number;
                        /** @description How many were done or dropped, listed or not */
                        settled: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    dropTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Open tasks first, by due time; then the 50 that were done or dropped last */
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            dueAt: string | null;
                            id: string;
                            /** @description What came of it, or why it was dropped */
                            note: string | null;
                            overdue: boolean;
                            owner: {
                                /** @enum {string} */
                                kind: "person" | "role";
                                /** @description Who has it now; for a role, who holds it */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                } | null;
                            };
                            settledAt: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "dropped";
                            title: string;
                        }[];
                        /** @description How many are open */
                        open: number;
                        /** @description How many were done or dropped, listed or not */
                        settled: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reopenTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Open tasks first, by due time; then the 50 that were done or dropped last */
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            dueAt: string | null;
                            id: string;
                            /** @description What came of it, or why it was dropped */
                            note: string | null;
                            overdue: boolean;
                            owner: {
                                /** @enum {string} */
                                kind: "person" | "role";
                                /** @description Who has it now; for a role, who holds it */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                } | null;
                            };
                            settledAt: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "dropped";
                            title: string;
                        }[];
                        /** @description How many are open */
                        open: number;
                        /** @description How many were done or dropped, listed or not */
                        settled: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncidentTimeline: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description older: newest first; newer: oldest first */
                direction?: "older" | "newer";
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TimelineEntry"][];
                        /** @description With direction=newer: what was written since */
                        newerCursor: string | null;
                        /** @description Further in the same direction */
                        nextCursor: string | null;
                        olderCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setIncidentType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One of the incident types of the policy; null: none */
                    type: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUpdates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who can be told, and how many that are now */
                        audiences: {
                            count: number;
                            external: boolean;
                            id: string;
                            name: string;
                            refused: string | null;
                        }[];
                        drafts: {
                            audiences: string[] | null;
                            author: {
                                id: string | null;
                                name: string;
                            };
                            facts: {
                                [key: string]: string;
                            };
                            mine: boolean;
                            nextUpdateAt: string | null;
                            publicText: string;
                            text: string;
                            updatedAt: string;
                        }[];
                        facts: {
                            at: string | null;
                            by: {
                                id: string | null;
                                name: string;
                            } | null;
                            label: string;
                            /** @enum {string} */
                            name: "impact" | "affected" | "business_impact" | "data_integrity" | "actions_taken" | "findings" | "workarounds" | "planned_actions" | "eta";
                            text: string | null;
                        }[];
                        /**
                         * @description Which message the moment asks for
                         * @enum {string}
                         */
                        kind: "initial" | "update" | "resolution";
                        /** @description When the next update would come, by the policy's cadence */
                        nextUpdateAt: string | null;
                        /** @description The next update, as it was promised */
                        promise: {
                            dueAt: string;
                            id: string;
                            /** @description The time has passed and no update was sent */
                            overdue: boolean;
                        } | null;
                        promises: {
                            kept: number;
                            missed: number;
                        };
                        /** @description The chat rooms that follow the incident: each update is posted there */
                        rooms: string[];
                        /** @description Newest first */
                        updates: {
                            /** @description How many addresses outside of the organisation */
                            addresses: number;
                            at: string;
                            audiences: {
                                id: string;
                                name: string;
                            }[];
                            by: {
                                id: string | null;
                                name: string;
                            };
                            deliveries: {
                                failed: number;
                                /** @description Handed to their channel */
                                sent: number;
                                total: number;
                                waiting: number;
                            };
                            id: string;
                            /**
                             * @description initial, update or resolution: which of the templates
                             * @enum {string}
                             */
                            kind: "initial" | "update" | "resolution";
                            nextUpdateAt: string | null;
                            people: {
                                id: string;
                                name: string;
                            }[];
                            publicText: string | null;
                            /** @description The chat rooms that it was posted to */
                            rooms: string[];
                            seq: number;
                            /** @description null: sent automatically */
                            text: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description May be empty while a chat room follows the incident
                     * @default [
                     *       "stakeholders"
                     *     ]
                     */
                    audiences?: string[];
                    /** @description What is known by now; null or an empty text says that it is not known after all */
                    facts?: {
                        [key: string]: string | null;
                    };
                    /**
                     * @description initial, update or resolution: which of the templates
                     * @enum {string}
                     */
                    kind?: "initial" | "update" | "resolution";
                    /**
                     * Format: date-time
                     * @description When the next update comes; default: as the policy says
                     */
                    nextUpdateAt?: string;
                    /** @description What readers outside of the organisation get in its place */
                    publicText?: string;
                    /** @description What is new, in your own words: it becomes the message and keeps the promise */
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who can be told, and how many that are now */
                        audiences: {
                            count: number;
                            external: boolean;
                            id: string;
                            name: string;
                            refused: string | null;
                        }[];
                        drafts: {
                            audiences: string[] | null;
                            author: {
                                id: string | null;
                                name: string;
                            };
                            facts: {
                                [key: string]: string;
                            };
                            mine: boolean;
                            nextUpdateAt: string | null;
                            publicText: string;
                            text: string;
                            updatedAt: string;
                        }[];
                        facts: {
                            at: string | null;
                            by: {
                                id: string | null;
                                name: string;
                            } | null;
                            label: string;
                            /** @enum {string} */
                            name: "impact" | "affected" | "business_impact" | "data_integrity" | "actions_taken" | "findings" | "workarounds" | "planned_actions" | "eta";
                            text: string | null;
                        }[];
                        /**
                         * @description Which message the moment asks for
                         * @enum {string}
                         */
                        kind: "initial" | "update" | "resolution";
                        /** @description When the next update would come, by the policy's cadence */
                        nextUpdateAt: string | null;
                        /** @description The next update, as it was promised */
                        promise: {
                            dueAt: string;
                            id: string;
                            /** @description The time has passed and no update was sent */
                            overdue: boolean;
                        } | null;
                        promises: {
                            kept: number;
                            missed: number;
                        };
                        /** @description The chat rooms that follow the incident: each update is posted there */
                        rooms: string[];
                        /** @description Newest first */
                        updates: {
                            /** @description How many addresses outside of the organisation */
                            addresses: number;
                            at: string;
                            audiences: {
                                id: string;
                                name: string;
                            }[];
                            by: {
                                id: string | null;
                                name: string;
                            };
                            deliveries: {
                                failed: number;
                                /** @description Handed to their channel */
                                sent: number;
                                total: number;
                                waiting: number;
                            };
                            id: string;
                            /**
                             * @description initial, update or resolution: which of the templates
                             * @enum {string}
                             */
                            kind: "initial" | "update" | "resolution";
                            nextUpdateAt: string | null;
                            people: {
                                id: string;
                                name: string;
                            }[];
                            publicText: string | null;
                            /** @description The chat rooms that it was posted to */
                            rooms: string[];
                            seq: number;
                            /** @description null: sent automatically */
                            text: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveUpdateDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    audiences?: string[];
                    /** @default {} */
                    facts?: {
                        [key: string]: string;
                    };
                    /** Format: date-time */
                    nextUpdateAt?: string;
                    /** @default  */
                    publicText?: string;
                    /** @default  */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    discardUpdateDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    recordUpdateFacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What is known by now; null or an empty text says that it is not known after all */
                    facts: {
                        [key: string]: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who can be told, and how many that are now */
                        audiences: {
                            count: number;
                            external: boolean;
                            id: string;
                            name: string;
                            refused: string | null;
                        }[];
                        drafts: {
                            audiences: string[] | null;
                            author: {
                                id: string | null;
                                name: string;
                            };
                            facts: {
                                [key: string]: string;
                            };
                            mine: boolean;
                            nextUpdateAt: string | null;
                            publicText: string;
                            text: string;
                            updatedAt: string;
                        }[];
                        facts: {
                            at: string | null;
                            by: {
                                id: string | null;
                                name: string;
                            } | null;
                            label: string;
                            /** @enum {string} */
                            name: "impact" | "affected" | "business_impact" | "data_integrity" | "actions_taken" | "findings" | "workarounds" | "planned_actions" | "eta";
                            text: string | null;
                        }[];
                        /**
                         * @description Which message the moment asks for
                         * @enum {string}
                         */
                        kind: "initial" | "update" | "resolution";
                        /** @description When the next update would come, by the policy's cadence */
                        nextUpdateAt: string | null;
                        /** @description The next update, as it was promised */
                        promise: {
                            dueAt: string;
                            id: string;
                            /** @description The time has passed and no update was sent */
                            overdue: boolean;
                        } | null;
                        promises: {
                            kept: number;
                            missed: number;
                        };
                        /** @description The chat rooms that follow the incident: each update is posted there */
                        rooms: string[];
                        /** @description Newest first */
                        updates: {
                            /** @description How many addresses outside of the organisation */
                            addresses: number;
                            at: string;
                            audiences: {
                                id: string;
                                name: string;
                            }[];
                            by: {
                                id: string | null;
                                name: string;
                            };
                            deliveries: {
                                failed: number;
                                /** @description Handed to their channel */
                                sent: number;
                                total: number;
                                waiting: number;
                            };
                            id: string;
                            /**
                             * @description initial, update or resolution: which of the templates
                             * @enum {string}
                             */
                            kind: "initial" | "update" | "resolution";
                            nextUpdateAt: string | null;
                            people: {
                                id: string;
                                name: string;
                            }[];
                            publicText: string | null;
                            /** @description The chat rooms that it was posted to */
                            rooms: string[];
                            seq: number;
                            /** @description null: sent automatically */
                            text: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description May be empty while a chat room follows the incident
                     * @default [
                     *       "stakeholders"
                     *     ]
                     */
                    audiences?: string[];
                    /** @description What is known by now; null or an empty text says that it is not known after all */
                    facts?: {
                        [key: string]: string | null;
                    };
                    /**
                     * @description initial, update or resolution: which of the templates
                     * @enum {string}
                     */
                    kind?: "initial" | "update" | "resolution";
                    /**
                     * Format: date-time
                     * @description When the next update comes; default: as the policy says
                     */
                    nextUpdateAt?: string;
                    /** @description What readers outside of the organisation get in its place */
                    publicText?: string;
                    /** @description What is new, in your own words: it becomes the message and keeps the promise */
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description initial, update or resolution: which of the templates
                         * @enum {string}
                         */
                        kind: "initial" | "update" | "resolution";
                        /** @description One for each wording that somebody reads */
                        messages: {
                            addresses: string[];
                            /** @description Why the organisation's template was not used */
                            fellBack: string | null;
                            /** @description What nobody knows yet */
                            missing: {
                                field: string;
                                label: string;
                            }[];
                            paragraphs: string[];
                            people: {
                                id: string;
                                name: string;
                            }[];
                            /**
                             * @description In whose wording
                             * @enum {string}
                             */
                            readers: "responders" | "executives" | "customers";
                            /** @description For channels with little room */
                            short: string;
                            subject: string;
                        }[];
                        nextUpdateAt: string | null;
                        /** @description The chat rooms that it is posted to */
                        rooms: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    moveNextUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description INC-12, or the ID of the incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Told to those it was promised to */
                    reason: string;
                    /**
                     * Format: date-time
                     * @description When the next update comes instead
                     */
                    to: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who can be told, and how many that are now */
                        audiences: {
                            count: number;
                            external: boolean;
                            id: string;
                            name: string;
                            refused: string | null;
                        }[];
                        drafts: {
                            audiences: string[] | null;
                            author: {
                                id: string | null;
                                name: string;
                            };
                            facts: {
                                [key: string]: string;
                            };
                            mine: boolean;
                            nextUpdateAt: string | null;
                            publicText: string;
                            text: string;
                            updatedAt: string;
                        }[];
                        facts: {
                            at: string | null;
                            by: {
                                id: string | null;
                                name: string;
                            } | null;
                            label: string;
                            /** @enum {string} */
                            name: "impact" | "affected" | "business_impact" | "data_integrity" | "actions_taken" | "findings" | "workarounds" | "planned_actions" | "eta";
                            text: string | null;
                        }[];
                        /**
                         * @description Which message the moment asks for
                         * @enum {string}
                         */
                        kind: "initial" | "update" | "resolution";
                        /** @description When the next update would come, by the policy's cadence */
                        nextUpdateAt: string | null;
                        /** @description The next update, as it was promised */
                        promise: {
                            dueAt: string;
                            id: string;
                            /** @description The time has passed and no update was sent */
                            overdue: boolean;
                        } | null;
                        promises: {
                            kept: number;
                            missed: number;
                        };
                        /** @description The chat rooms that follow the incident: each update is posted there */
                        rooms: string[];
                        /** @description Newest first */
                        updates: {
                            /** @description How many addresses outside of the organisation */
                            addresses: number;
                            at: string;
                            audiences: {
                                id: string;
                                name: string;
                            }[];
                            by: {
                                id: string | null;
                                name: string;
                            };
                            deliveries: {
                                failed: number;
                                /** @description Handed to their channel */
                                sent: number;
                                total: number;
                                waiting: number;
                            };
                            id: string;
                            /**
                             * @description initial, update or resolution: which of the templates
                             * @enum {string}
                             */
                            kind: "initial" | "update" | "resolution";
                            nextUpdateAt: string | null;
                            people: {
                                id: string;
                                name: string;
                            }[];
                            publicText: string | null;
                            /** @description The chat rooms that it was posted to */
                            rooms: string[];
                            seq: number;
                            /** @description null: sent automatically */
                            text: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    viewIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description At most 50 */
                        others: {
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setIncidentVisibility: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference (INC-12) or the ID of an incident */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                    /** @enum {string} */
                    visibility: "organisation" | "restricted";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    countIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentCounts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getInsights: {
        parameters: {
            query?: {
                /** @description Any day of the period; today by default */
                at?: string;
                /** @description The first day of a custom period */
                from?: string;
                /** @description In the organisation’s time zone; weeks begin on Monday. custom: give from and to */
                period?: "week" | "month" | "quarter" | "year" | "last_30_days" | "last_90_days" | "custom";
                severity?: "P1" | "P2" | "P3" | "P4";
                system?: string;
                /** @description The responding team */
                team?: string;
                /** @description The last day of a custom period */
                to?: string;
                /** @description The incident type */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actions: {
                            byKind: {
                                id: string | null;
                                kept: number;
                                missed: number;
                                name: string;
                                open: number;
                            }[];
                            byTeam: {
                                id: string | null;
                                kept: number;
                                missed: number;
                                name: string;
                                open: number;
                            }[];
                        };
                        bySeverity: {
                            P1: number;
                            P2: number;
                            P3: number;
                            P4: number;
                        };
                        count: number;
                        definitions: {
                            definition: string;
                            id: string;
                            title: string;
                        }[];
                        /** @description The union of all times at which customers were affected */
                        impactSeconds: number;
                        leftOut: {
                            drill: number;
                            duplicate: number;
                            falseAlarm: number;
                            merged: number;
                        };
                        measures: {
                            acknowledge: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                            detect: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                            impact: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                            mitigate: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                            resolve: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                        };
                        overTime: {
                            buckets: {
                                bySeverity: {
                                    P1: number;
                                    P2: number;
                                    P3: number;
                                    P4: number;
                                };
                                /** Format: date */
                                from: string;
                                /** @description null: nothing is recorded */
                                resolveMedian: number | null;
                                words: string;
                            }[];
                            /** @enum {string} */
                            unit: "day" | "week" | "month";
                        };
                        period: {
                            /**
                             * Format: date
                             * @description The day after
                             */
                            after: string;
                            /**
                             * Format: date
                             * @description A day of the period before
                             */
                            before: string;
                            /** Format: date */
                            from: string;
                            /** @enum {string} */
                            kind: "week" | "month" | "quarter" | "year" | "last_30_days" | "last_90_days" | "custom";
                            /**
                             * Format: date
                             * @description The last day
                             */
                            to: string;
                            underWay: boolean;
                            words: string;
                            zone: string;
                        };
                        previous: {
                            /** Format: date */
                            from: string;
                            /** @description As much of it as has passed of the period under way */
                            partial: boolean;
                            /**
                             * Format: date
                             * @description The last day
                             */
                            to: string;
                            words: string;
                        };
                        previousBySeverity: {
                            P1: number;
                            P2: number;
                            P3: number;
                            P4: number;
                        };
                        previousCount: number;
                        previousImpactSeconds: number;
                        previousMeasures: {
                            acknowledge: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                            detect: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                            impact: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                            mitigate: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                            resolve: {
                                /** @description It ends before it begins: a time on the record is wrong */
                                invalid: number;
                                /** @description null: nothing is recorded */
                                mean: number | null;
                                /** @description null: nothing is recorded */
                                median: number | null;
                                notApplicable: number;
                                /** @description null: nothing is recorded */
                                p90: number | null;
                                /** @description Not known yet */
                                pending: number;
                                /** @description How many it is known of: what the numbers are made of */
                                recorded: number;
                            };
                        };
                        promises: {
                            kept: number;
                            /** @enum {string} */
                            kind: "first_response" | "matrix" | "update" | "review" | "action";
                            missed: number;
                            open: number;
                            previous: {
                                kept: number;
                                missed: number;
                                open: number;
                            };
                            title: string;
                        }[];
                        severities: {
                            bySeverity: {
                                P1: number;
                                P2: number;
                                P3: number;
                                P4: number;
                            };
                            count: number;
                            id: string | null;
                            measures: {
                                acknowledge: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                detect: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                impact: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                mitigate: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                resolve: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                            };
                            name: string;
                        }[];
                        systems: {
                            bySeverity: {
                                P1: number;
                                P2: number;
                                P3: number;
                                P4: number;
                            };
                            count: number;
                            id: string | null;
                            measures: {
                                acknowledge: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                detect: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                impact: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                mitigate: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                resolve: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                            };
                            name: string;
                        }[];
                        teams: {
                            bySeverity: {
                                P1: number;
                                P2: number;
                                P3: number;
                                P4: number;
                            };
                            count: number;
                            id: string | null;
                            measures: {
                                acknowledge: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                detect: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                impact: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                mitigate: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                resolve: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                            };
                            name: string;
                        }[];
                        types: {
                            bySeverity: {
                                P1: number;
                                P2: number;
                                P3: number;
                                P4: number;
                            };
                            count: number;
                            id: string | null;
                            measures: {
                                acknowledge: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                detect: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                impact: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                mitigate: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                                resolve: {
                                    /** @description It ends before it begins: a time on the record is wrong */
                                    invalid: number;
                                    /** @description null: nothing is recorded */
                                    mean: number | null;
                                    /** @description null: nothing is recorded */
                                    median: number | null;
                                    notApplicable: number;
                                    /** @description null: nothing is recorded */
                                    p90: number | null;
                                    /** @description Not known yet */
                                    pending: number;
                                    /** @description How many it is known of: what the numbers are made of */
                                    recorded: number;
                                };
                            };
                            name: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportInsights: {
        parameters: {
            query?: {
                /** @description Any day of the period; today by default */
                at?: string;
                /** @description The first day of a custom period */
                from?: string;
                /** @description In the organisation’s time zone; weeks begin on Monday. custom: give from and to */
                period?: "week" | "month" | "quarter" | "year" | "last_30_days" | "last_90_days" | "custom";
                severity?: "P1" | "P2" | "P3" | "P4";
                system?: string;
                /** @description The responding team */
                team?: string;
                /** @description The last day of a custom period */
                to?: string;
                /** @description The incident type */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/csv */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMeasuredIncidents: {
        parameters: {
            query?: {
                /** @description From `next` of the answer before */
                after?: number;
                /** @description Any day of the period; today by default */
                at?: string;
                /** @description The first day of a custom period */
                from?: string;
                /** @description Those that do not count: drills, duplicates, false alarms */
                left_out?: "true" | "false";
                /** @description With state: those of which this measure is so */
                measure?: "detect" | "acknowledge" | "mitigate" | "resolve" | "impact";
                /** @description Those without a responding team */
                no_team?: "true" | "false";
                /** @description In the organisation’s time zone; weeks begin on Monday. custom: give from and to */
                period?: "week" | "month" | "quarter" | "year" | "last_30_days" | "last_90_days" | "custom";
                /** @description Of the period that this one is compared with */
                previous?: "true" | "false";
                severity?: "P1" | "P2" | "P3" | "P4";
                state?: "recorded" | "pending" | "not_applicable" | "invalid";
                system?: string;
                /** @description The responding team */
                team?: string;
                /** @description The last day of a custom period */
                to?: string;
                /** @description The incident type */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            declaredAt: string;
                            leftOut: ("drill" | "merged" | "duplicate" | "false_alarm") | null;
                            measures: {
                                acknowledge: {
                                    /** @description null: nothing is recorded */
                                    seconds: number | null;
                                    /** @enum {string} */
                                    state: "recorded" | "pending" | "not_applicable" | "invalid";
                                };
                                detect: {
                                    /** @description null: nothing is recorded */
                                    seconds: number | null;
                                    /** @enum {string} */
                                    state: "recorded" | "pending" | "not_applicable" | "invalid";
                                };
                                impact: {
                                    /** @description null: nothing is recorded */
                                    seconds: number | null;
                                    /** @enum {string} */
                                    state: "recorded" | "pending" | "not_applicable" | "invalid";
                                };
                                mitigate: {
                                    /** @description null: nothing is recorded */
                                    seconds: number | null;
                                    /** @enum {string} */
                                    state: "recorded" | "pending" | "not_applicable" | "invalid";
                                };
                                resolve: {
                                    /** @description null: nothing is recorded */
                                    seconds: number | null;
                                    /** @enum {string} */
                                    state: "recorded" | "pending" | "not_applicable" | "invalid";
                                };
                            };
                            /** @description The reference (INC-12) or the ID of an incident */
                            reference: string;
                            restricted: boolean;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            status: string;
                            systems: {
                                id: string;
                                name: string;
                            }[];
                            team: {
                                id: string;
                                name: string;
                            } | null;
                            title: string;
                        }[];
                        /** @description Pass as `after` for the next ones; null: there are no more */
                        next: number | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPromises: {
        parameters: {
            query?: {
                /** @description Any day of the period; today by default */
                at?: string;
                /** @description The first day of a custom period */
                from?: string;
                kind?: "first_response" | "matrix" | "update" | "review" | "action";
                /** @description In the organisation’s time zone; weeks begin on Monday. custom: give from and to */
                period?: "week" | "month" | "quarter" | "year" | "last_30_days" | "last_90_days" | "custom";
                severity?: "P1" | "P2" | "P3" | "P4";
                state?: "kept" | "missed" | "open";
                system?: string;
                /** @description The responding team */
                team?: string;
                /** @description The last day of a custom period */
                to?: string;
                /** @description The incident type */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            doneAt: string | null;
                            dueAt: string;
                            incident: {
                                declaredAt: string;
                                /** @description The reference (INC-12) or the ID of an incident */
                                reference: string;
                                restricted: boolean;
                                /** @enum {string} */
                                severity: "P1" | "P2" | "P3" | "P4";
                                status: string;
                                title: string;
                            };
                            /** @enum {string} */
                            kind: "first_response" | "matrix" | "update" | "review" | "action";
                            /** @description By how much it was missed, so far */
                            lateSeconds: number;
                            /** @enum {string} */
                            state: "kept" | "missed" | "open";
                            /** @description When it was of no use any more: the incident was over */
                            untilAt: string | null;
                            what: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listScheduledReports: {
        parameters: {
            query?: {
                /** @description Only issues of this report */
                report?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            dueAt: string;
                            /** @enum {string} */
                            every: "daily" | "weekly" | "monthly" | "quarterly";
                            id: string;
                            /** @description Made more than ten minutes after it was due, after an outage */
                            late: boolean;
                            madeAt: string;
                            period: string;
                            quiet: boolean;
                            report: string;
                            title: string;
                        }[];
                        schedule: {
                            audience: string[];
                            enabled: boolean;
                            /** @enum {string} */
                            every: "daily" | "weekly" | "monthly" | "quarterly";
                            nextAt: string | null;
                            report: string;
                            teams: {
                                id: string;
                                name: string;
                            }[];
                            title: string;
                            /** @enum {string} */
                            whenQuiet: "send" | "skip";
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getScheduledReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            headline: string;
                            sections: {
                                chart: {
                                    /** @enum {string} */
                                    kind: "stacked" | "line";
                                    labels: string[];
                                    series: {
                                        name: string;
                                        values: (number | null)[];
                                    }[];
                                    /** @enum {string} */
                                    unit: "count" | "seconds";
                                } | null;
                                facts: {
                                    change: string | null;
                                    label: string;
                                    value: string;
                                }[];
                                id: string;
                                /** @description How many rows more there were */
                                more: number;
                                table: {
                                    heads: string[];
                                    rows: {
                                        cells: string[];
                                        /** @description The incident that it is about: the first cell leads there */
                                        incident: string | null;
                                    }[];
                                } | null;
                                text: string | null;
                                title: string;
                            }[];
                        };
                        deliveries: {
                            at: string;
                            /** @description null: by schedule */
                            by: string | null;
                            people: {
                                id: string;
                                name: string;
                            }[];
                            round: number;
                        }[];
                        dueAt: string;
                        /** @enum {string} */
                        every: "daily" | "weekly" | "monthly" | "quarterly";
                        id: string;
                        /** @description Made more than ten minutes after it was due, after an outage */
                        late: boolean;
                        madeAt: string;
                        period: string;
                        quiet: boolean;
                        report: string;
                        title: string;
                        zone: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resendScheduledReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            headline: string;
                            sections: {
                                chart: {
                                    /** @enum {string} */
                                    kind: "stacked" | "line";
                                    labels: string[];
                                    series: {
                                        name: string;
                                        values: (number | null)[];
                                    }[];
                                    /** @enum {string} */
                                    unit: "count" | "seconds";
                                } | null;
                                facts: {
                                    change: string | null;
                                    label: string;
                                    value: string;
                                }[];
                                id: string;
                                /** @description How many rows more there were */
                                more: number;
                                table: {
                                    heads: string[];
                                    rows: {
                                        cells: string[];
                                        /** @description The incident that it is about: the first cell leads there */
                                        incident: string | null;
                                    }[];
                                } | null;
                                text: string | null;
                                title: string;
                            }[];
                        };
                        deliveries: {
                            at: string;
                            /** @description null: by schedule */
                            by: string | null;
                            people: {
                                id: string;
                                name: string;
                            }[];
                            round: number;
                        }[];
                        dueAt: string;
                        /** @enum {string} */
                        every: "daily" | "weekly" | "monthly" | "quarterly";
                        id: string;
                        /** @description Made more than ten minutes after it was due, after an outage */
                        late: boolean;
                        madeAt: string;
                        period: string;
                        quiet: boolean;
                        report: string;
                        title: string;
                        zone: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewScheduledReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            headline: string;
                            sections: {
                                chart: {
                                    /** @enum {string} */
                                    kind: "stacked" | "line";
                                    labels: string[];
                                    series: {
                                        name: string;
                                        values: (number | null)[];
                                    }[];
                                    /** @enum {string} */
                                    unit: "count" | "seconds";
                                } | null;
                                facts: {
                                    change: string | null;
                                    label: string;
                                    value: string;
                                }[];
                                id: string;
                                /** @description How many rows more there were */
                                more: number;
                                table: {
                                    heads: string[];
                                    rows: {
                                        cells: string[];
                                        /** @description The incident that it is about: the first cell leads there */
                                        incident: string | null;
                                    }[];
                                } | null;
                                text: string | null;
                                title: string;
                            }[];
                        };
                        dueAt: string;
                        /** @enum {string} */
                        every: "daily" | "weekly" | "monthly" | "quarterly";
                        people: {
                            id: string;
                            name: string;
                        }[];
                        period: string;
                        quiet: boolean;
                        report: string;
                        /** @description It would not be sent, because nothing happened */
                        skipped: boolean;
                        title: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIntegrations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdAt: string;
                            enabled: boolean;
                            id: string;
                            /** @description What was sent and is no alert, by the conditions of the mapping or by what the tool means */
                            ignored: {
                                count: number;
                                lastAt: string;
                                lastReason: string;
                            } | null;
                            /** @description The last four characters of the key */
                            keyHint: string;
                            /** @enum {string} */
                            kind: "alertmanager" | "prometheus" | "pagerduty" | "opsgenie" | "webhook";
                            lastUsedAt: string | null;
                            name: string;
                            options: {
                                [key: string]: unknown;
                            };
                            systemId: string | null;
                            /** @description The address for the monitor; {key} is a placeholder for the key */
                            url: string;
                        }[];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Default: derived from the name */
                    id?: string;
                    /** @description Default: a random key */
                    key?: string;
                    /** @enum {string} */
                    kind: "alertmanager" | "prometheus" | "pagerduty" | "opsgenie" | "webhook";
                    name: string;
                    /** @description Depends on the kind: see docs/integrations.md. Omitted options use their defaults */
                    options?: {
                        [key: string]: unknown;
                    };
                    /** @description Every alert belongs to this system; default: matchers decide */
                    systemId?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        enabled: boolean;
                        id: string;
                        /** @description What was sent and is no alert, by the conditions of the mapping or by what the tool means */
                        ignored: {
                            count: number;
                            lastAt: string;
                            lastReason: string;
                        } | null;
                        /** @description Shown only once */
                        key: string;
                        /** @description The last four characters of the key */
                        keyHint: string;
                        /** @enum {string} */
                        kind: "alertmanager" | "prometheus" | "pagerduty" | "opsgenie" | "webhook";
                        lastUsedAt: string | null;
                        name: string;
                        options: {
                            [key: string]: unknown;
                        };
                        systemId: string | null;
                        /** @description The address for the monitor, including the key */
                        url: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        enabled: boolean;
                        heartbeats: {
                            dueAt: string | null;
                            enabled: boolean;
                            /** @description Silent for longer than its interval */
                            expired: boolean;
                            interval: number;
                            /** @description Null before its first ping: it is watched from then on */
                            lastPingAt: string | null;
                            name: string;
                            /** @enum {string} */
                            unit: "minutes" | "hours" | "days";
                        }[];
                        id: string;
                        /** @description What was sent and is no alert, by the conditions of the mapping or by what the tool means */
                        ignored: {
                            count: number;
                            lastAt: string;
                            lastReason: string;
                        } | null;
                        /** @description The last four characters of the key */
                        keyHint: string;
                        /** @enum {string} */
                        kind: "alertmanager" | "prometheus" | "pagerduty" | "opsgenie" | "webhook";
                        lastUsedAt: string | null;
                        name: string;
                        options: {
                            [key: string]: unknown;
                        };
                        /** @description Those that have not ended */
                        silences: {
                            comment: string;
                            createdBy: string;
                            endsAt: string;
                            id: string;
                            /** @description As alertname="DiskFull"; all of them must match */
                            matchers: string[];
                            startsAt: string;
                        }[];
                        systemId: string | null;
                        /** @description The address for the monitor; {key} is a placeholder for the key */
                        url: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enabled?: boolean;
                    name?: string;
                    /** @description Depends on the kind: see docs/integrations.md. Omitted options use their defaults */
                    options?: {
                        [key: string]: unknown;
                    };
                    systemId?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        enabled: boolean;
                        id: string;
                        /** @description What was sent and is no alert, by the conditions of the mapping or by what the tool means */
                        ignored: {
                            count: number;
                            lastAt: string;
                            lastReason: string;
                        } | null;
                        /** @description The last four characters of the key */
                        keyHint: string;
                        /** @enum {string} */
                        kind: "alertmanager" | "prometheus" | "pagerduty" | "opsgenie" | "webhook";
                        lastUsedAt: string | null;
                        name: string;
                        options: {
                            [key: string]: unknown;
                        };
                        systemId: string | null;
                        /** @description The address for the monitor; {key} is a placeholder for the key */
                        url: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateIntegrationKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        enabled: boolean;
                        id: string;
                        /** @description What was sent and is no alert, by the conditions of the mapping or by what the tool means */
                        ignored: {
                            count: number;
                            lastAt: string;
                            lastReason: string;
                        } | null;
                        /** @description Shown only once */
                        key: string;
                        /** @description The last four characters of the key */
                        keyHint: string;
                        /** @enum {string} */
                        kind: "alertmanager" | "prometheus" | "pagerduty" | "opsgenie" | "webhook";
                        lastUsedAt: string | null;
                        name: string;
                        options: {
                            [key: string]: unknown;
                        };
                        systemId: string | null;
                        /** @description The address for the monitor, including the key */
                        url: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Labels to send along, for example to be routed to a system
                     * @default {}
                     */
                    labels?: {
                        [key: string]: string;
                    };
                    /**
                     * @description A severity as the monitor reports it; the policy maps it
                     * @default warning
                     */
                    severity?: string;
                    /** @default Test alert from Tocsin */
                    title?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Acknowledged in the monitor itself */
                        acknowledgedAt: string | null;
                        /** @description Resolved together with its incident, not by the monitor */
                        closedWithIncident: boolean;
                        /** @description Number of occurrences */
                        count: number;
                        dedupKey: string;
                        description: string | null;
                        /** @description Simulated by a drill */
                        drill: boolean;
                        endsAt: string | null;
                        firstSeenAt: string;
                        /** @description Set if processing failed and no one was paged yet: time of the next retry */
                        heldUntil: string | null;
                        id: string;
                        incidentId: string | null;
                        incidentReference: string | null;
                        integrationId: string;
                        integrationName: string | null;
                        labels: {
                            [key: string]: string;
                        };
                        lastSeenAt: string;
                        links: {
                            href: string;
                            text: string;
                        }[];
                        resolvedAt: string | null;
                        /** @description Severity mapped by the policy; null until processed */
                        severity: string | null;
                        /** @description The severity as the monitor reports it */
                        severityWord: string | null;
                        /** @description A silence set in its monitoring covers it: it pages no one while that lasts */
                        silenced: boolean;
                        source: string | null;
                        startsAt: string | null;
                        /** @enum {string} */
                        status: "firing" | "resolved";
                        systemId: string | null;
                        systemName: string | null;
                        teamId: string | null;
                        title: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWriteBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteBack"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setWriteBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The value of the Authorization header; left out: as it is; null: none */
                    authorization?: string | null;
                    /** Format: uri */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteBack"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeWriteBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    searchLibrary: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Words, "words in a row", -without; every word begins one of the incident; or a reference */
                q?: string;
                severity?: string | string[];
                /** @description Ended on this day or later */
                since?: string;
                system?: string;
                tag?: string;
                /** @description The responding team */
                team?: string;
                /** @description Ended on this day or before */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            drill: boolean;
                            endedAt: string;
                            excerpts: {
                                /** @enum {string} */
                                kind: "symptoms" | "summary" | "root_cause" | "finding" | "workaround" | "resolution" | "lessons" | "contributing_factors" | "five_whys" | "impact" | "went_well" | "to_improve" | "communication" | "hypothesis" | "decision" | "change" | "observation" | "action";
                                pieces: {
                                    /** @description It is what was looked for */
                                    hit: boolean;
                                    text: string;
                                }[];
                                seq: number | null;
                                title: string;
                            }[];
                            /** @description The title */
                            pieces: {
                                /** @description It is what was looked for */
                                hit: boolean;
                                text: string;
                            }[];
                            /** @description Its report is published */
                            published: boolean;
                            reference: string;
                            restricted: boolean;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            systems: {
                                id: string;
                                name: string;
                            }[];
                            tags: string[];
                            team: {
                                id: string;
                                name: string;
                            } | null;
                            title: string;
                        }[];
                        /** @description Where the next ones begin; null: there are no more */
                        nextOffset: number | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getLessons: {
        parameters: {
            query?: {
                system?: string;
                /** @description The responding team */
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actions: {
                            dueOn: string;
                            incident: string;
                            overdue: boolean;
                            owner: string;
                            reference: string;
                            /** @enum {string} */
                            state: "open" | "in_progress" | "done" | "dropped";
                            title: string;
                        }[];
                        /** @description How many past incidents it is made of, the newest 200 at most */
                        incidents: number;
                        learned: {
                            drill: boolean;
                            endedAt: string;
                            lessons: string;
                            /** @description Its report is published */
                            published: boolean;
                            reference: string;
                            restricted: boolean;
                            rootCause: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            systems: {
                                id: string;
                                name: string;
                            }[];
                            tags: string[];
                            team: {
                                id: string;
                                name: string;
                            } | null;
                            title: string;
                            wentWell: string;
                        }[];
                        /** @description Of the system or the team */
                        name: string;
                        recurring: {
                            /**
                             * @description words: the root causes say much the same
                             * @enum {string}
                             */
                            because: "words" | "tag";
                            incidents: {
                                reference: string;
                                title: string;
                            }[];
                            text: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            count: number;
                            tag: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMailbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string | null;
                        id: string | null;
                        name: string;
                        permissions: ("incidents:read" | "alerts:read" | "messages:read" | "oncall:read" | "directory:read" | "policy:read" | "status:read" | "self:write" | "incidents:declare" | "incidents:respond" | "oncall:override" | "status:publish" | "directory:write" | "oncall:write" | "integrations:read" | "integrations:write" | "messages:resend" | "policy:write" | "status:write" | "config:apply" | "accounts:write" | "audit:read")[];
                        /** @enum {string} */
                        role: "administrator" | "manager" | "responder" | "stakeholder";
                        timezone: string;
                        /** @description For a session that a page opened: the one incident it shows, and when it ends */
                        within: {
                            reference: string;
                            /** Format: date-time */
                            until: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null: not subscribed */
                        subscription: {
                            /**
                             * @description Empty: every severity
                             * @default []
                             */
                            severities: ("P1" | "P2" | "P3" | "P4")[];
                            /**
                             * @description IDs of systems; empty: every system
                             * @default []
                             */
                            systems: string[];
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Empty: every severity
                     * @default []
                     */
                    severities?: ("P1" | "P2" | "P3" | "P4")[];
                    /**
                     * @description IDs of systems; empty: every system
                     * @default []
                     */
                    systems?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null: not subscribed */
                        subscription: {
                            /**
                             * @description Empty: every severity
                             * @default []
                             */
                            severities: ("P1" | "P2" | "P3" | "P4")[];
                            /**
                             * @description IDs of systems; empty: every system
                             * @default []
                             */
                            systems: string[];
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                channel?: string;
                cursor?: string;
                /** @description ID or reference (INC-12) */
                incident?: string;
                limit?: number;
                person?: string;
                purpose?: "page" | "notice" | "system" | "subscriber";
                state?: "queued" | "sending" | "retrying" | "accepted" | "delivered" | "dead" | "suppressed" | "stopped";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resendMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOnCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        items: {
                            levels: {
                                level: number;
                                next: {
                                    /** @description Away then: paged only if no one else can be reached */
                                    away: boolean;
                                    /** @description Empty if the user was deleted */
                                    name: string;
                                    personId: string;
                                    ruleId: string;
                                    /** @enum {string} */
                                    via: "rotation" | "override";
                                }[] | null;
                                /** @description Empty when nobody is on call */
                                people: {
                                    /** @description Away then: paged only if no one else can be reached */
                                    away: boolean;
                                    /** @description Empty if the user was deleted */
                                    name: string;
                                    personId: string;
                                    ruleId: string;
                                    /** @enum {string} */
                                    via: "rotation" | "override";
                                }[];
                                since: string | null;
                                /** @description The next hand-over; null when none is known */
                                until: string | null;
                            }[];
                            name: string;
                            scheduleId: string;
                            teamId: string;
                            teamName: string;
                            zone: string;
                        }[];
                        /** @description Teams without an on-call schedule */
                        teamsWithoutSchedule: {
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    calendarCountry?: string | null;
                    calendarRegion?: string | null;
                    defaultTeam?: string | null;
                    name?: string;
                    timezone?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setOrganisationRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    deputies?: string[];
                    holders: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    choosePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recoverPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How long the link is valid */
                        linkHours: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPeople: {
        parameters: {
            query?: {
                active?: "true" | "false" | "all";
                cursor?: string;
                limit?: number;
                /** @description Only those whose name or ID contains this */
                q?: string;
                /** @description Only the members of this team */
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    contactMethods?: {
                        address: string;
                        kind: string;
                        label?: string;
                    }[];
                    email: string;
                    name: string;
                    /**
                     * @default responder
                     * @enum {string}
                     */
                    role?: "administrator" | "manager" | "responder" | "stakeholder";
                    timezone?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updatePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    active?: boolean;
                    email?: string;
                    name?: string;
                    /** @description null: none */
                    quietHours?: {
                        /** @description The local time at which they begin, such as 22:00 */
                        from: string;
                        /** @description The local time at which they end, such as 07:00 */
                        until: string;
                    } | null;
                    /** @enum {string} */
                    role?: "administrator" | "manager" | "responder" | "stakeholder";
                    timezone?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addAbsence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    from: string;
                    /** @default  */
                    note?: string;
                    /** Format: date-time */
                    until: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeAbsence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        calendar: {
                            /** @description The address itself is never shown again */
                            host: string;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @description When it last answered; null: never */
                            readAt: string | null;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Where the person’s free/busy times or published calendar are (iCalendar). It is never shown again */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        calendar: {
                            /** @description The address itself is never shown again */
                            host: string;
                            /** @description Why the last attempt failed */
                            problem: string | null;
                            /** @description When it last answered; null: never */
                            readAt: string | null;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    addContactMethod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address: string;
                    kind: string;
                    label?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeContactMethod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateContactMethod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address?: string;
                    enabled?: boolean;
                    label?: string;
                    /**
                     * @description Rotate the signing secret; messages are also signed with the previous one for a week
                     * @enum {boolean}
                     */
                    rotateSecret?: true;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmContactMethod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    sendTestPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    setContactRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    notice?: {
                        afterSeconds: number;
                        /** Format: uuid */
                        contactMethodId: string;
                    }[];
                    page?: {
                        afterSeconds: number;
                        /** Format: uuid */
                        contactMethodId: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    invitePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who did it; people and tokens by id */
                        author: {
                            /** @enum {string} */
                            kind: "person" | "integration" | "token" | "system";
                        } & {
                            [key: string]: unknown;
                        };
                        /** @description How the author is called, as of now */
                        authorName: string;
                        /** @description ISO 8601, UTC */
                        createdAt: string;
                        lastReview: components["schemas"]["PolicyReview"] | null;
                        /**
                         * @description Where it came from: the release, an edited text, or an applied org.yaml
                         * @enum {string}
                         */
                        origin: "shipped" | "edited" | "file";
                        /** @description The compiled policy, as the product runs it */
                        policy: {
                            [key: string]: unknown;
                        };
                        reason: string;
                        version: number;
                        yaml: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPolicyDrafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyDraft"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    savePolicyDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    baseVersion: number;
                    /** Format: uuid */
                    id?: string;
                    name: string;
                    /** @description Of the draft as it was read; needed with an id. Rejected if someone saved it since */
                    revision?: number;
                    /** @description The policy, YAML */
                    yaml: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDraft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deletePolicyDraft: {
        parameters: {
            query: {
                /** @description Of the draft as it was read */
                revision: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    lintPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    yaml: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        problems: components["schemas"]["PolicyProblem"][];
                        publishable: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    against?: number;
                    /**
                     * @description The HTML as a complete page, not as a fragment
                     * @default false
                     */
                    page?: boolean;
                    /** @description The policy, YAML */
                    yaml: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        diff: components["schemas"]["PolicyDiff"];
                        html: string;
                        markdown: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The version this text is based on; rejected if a newer one was published */
                    baseVersion: number;
                    /** @description The draft that is published; it is deleted */
                    draft?: {
                        /** Format: uuid */
                        id: string;
                        revision: number;
                    };
                    reason: string;
                    /** @description The policy, YAML */
                    yaml: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renderPolicy: {
        parameters: {
            query?: {
                format?: "markdown" | "html" | "fragment";
                version?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "text/markdown": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPolicyReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyReview"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    note?: string;
                    /** @enum {string} */
                    outcome: "still_right" | "needs_change";
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyReview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPolicySchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    suggestSeverity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answers: {
                        [key: string]: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        severity: ("P1" | "P2" | "P3" | "P4") | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPolicyVersions: {
        parameters: {
            query?: {
                cursor?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyVersion"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPolicyVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who did it; people and tokens by id */
                        author: {
                            /** @enum {string} */
                            kind: "person" | "integration" | "token" | "system";
                        } & {
                            [key: string]: unknown;
                        };
                        /** @description How the author is called, as of now */
                        authorName: string;
                        /** @description ISO 8601, UTC */
                        createdAt: string;
                        /** @description To the version before; null for 1 */
                        diff: components["schemas"]["PolicyDiff"] | null;
                        /**
                         * @description Where it came from: the release, an edited text, or an applied org.yaml
                         * @enum {string}
                         */
                        origin: "shipped" | "edited" | "file";
                        /** @description The compiled policy, as the product runs it */
                        policy: {
                            [key: string]: unknown;
                        };
                        reason: string;
                        version: number;
                        yaml: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProgramme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description What a review looks at */
                            about: ("runbook" | "policy" | "tool") | null;
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            /** Format: date */
                            dueOn: string;
                            /** @description Of a missed one: when it was made up for */
                            heldOn: string | null;
                            id: string;
                            /** @enum {string} */
                            kind: "drill" | "review";
                            links: string[];
                            notes: string;
                            outcome: ("still_right" | "new_version") | null;
                            overdue: boolean;
                            owner: {
                                /** @description Who sees to it now; of what is settled no one */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                /** @description Instead of whoever holds the role */
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                };
                            };
                            period: string;
                            reason: string | null;
                            settledBy: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "skipped" | "missed";
                            subject: string | null;
                            subjectVersion: number | null;
                            title: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    completeProgrammeItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who took part */
                    attended: string[];
                    /**
                     * Format: date
                     * @description A day that has been
                     */
                    heldOn: string;
                    /**
                     * @description Evidence
                     * @default []
                     */
                    links?: string[];
                    notes?: string;
                    /**
                     * @description Of a review: still right, or a new version came of it
                     * @enum {string}
                     */
                    outcome?: "still_right" | "new_version";
                    /** @description Of a review: the ID of the runbook, or which tool */
                    subject?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description What a review looks at */
                            about: ("runbook" | "policy" | "tool") | null;
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            /** Format: date */
                            dueOn: string;
                            /** @description Of a missed one: when it was made up for */
                            heldOn: string | null;
                            id: string;
                            /** @enum {string} */
                            kind: "drill" | "review";
                            links: string[];
                            notes: string;
                            outcome: ("still_right" | "new_version") | null;
                            overdue: boolean;
                            owner: {
                                /** @description Who sees to it now; of what is settled no one */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                /** @description Instead of whoever holds the role */
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                };
                            };
                            period: string;
                            reason: string | null;
                            settledBy: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "skipped" | "missed";
                            subject: string | null;
                            subjectVersion: number | null;
                            title: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assignProgrammeItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    personId: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description What a review looks at */
                            about: ("runbook" | "policy" | "tool") | null;
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            /** Format: date */
                            dueOn: string;
                            /** @description Of a missed one: when it was made up for */
                            heldOn: string | null;
                            id: string;
                            /** @enum {string} */
                            kind: "drill" | "review";
                            links: string[];
                            notes: string;
                            outcome: ("still_right" | "new_version") | null;
                            overdue: boolean;
                            owner: {
                                /** @description Who sees to it now; of what is settled no one */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                /** @description Instead of whoever holds the role */
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                };
                            };
                            period: string;
                            reason: string | null;
                            settledBy: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "skipped" | "missed";
                            subject: string | null;
                            subjectVersion: number | null;
                            title: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reopenProgrammeItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description What a review looks at */
                            about: ("runbook" | "policy" | "tool") | null;
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            /** Format: date */
                            dueOn: string;
                            /** @description Of a missed one: when it was made up for */
                            heldOn: string | null;
                            id: string;
                            /** @enum {string} */
                            kind: "drill" | "review";
                            links: string[];
                            notes: string;
                            outcome: ("still_right" | "new_version") | null;
                            overdue: boolean;
                            owner: {
                                /** @description Who sees to it now; of what is settled no one */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                /** @description Instead of whoever holds the role */
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                };
                            };
                            period: string;
                            reason: string | null;
                            settledBy: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "skipped" | "missed";
                            subject: string | null;
                            subjectVersion: number | null;
                            title: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    skipProgrammeItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description What a review looks at */
                            about: ("runbook" | "policy" | "tool") | null;
                            attended: {
                                id: string;
                                name: string;
                            }[];
                            /** Format: date */
                            dueOn: string;
                            /** @description Of a missed one: when it was made up for */
                            heldOn: string | null;
                            id: string;
                            /** @enum {string} */
                            kind: "drill" | "review";
                            links: string[];
                            notes: string;
                            outcome: ("still_right" | "new_version") | null;
                            overdue: boolean;
                            owner: {
                                /** @description Who sees to it now; of what is settled no one */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                                /** @description Instead of whoever holds the role */
                                person: {
                                    id: string;
                                    name: string;
                                } | null;
                                role: {
                                    id: string;
                                    title: string;
                                };
                            };
                            period: string;
                            reason: string | null;
                            settledBy: string | null;
                            /** @enum {string} */
                            status: "open" | "done" | "skipped" | "missed";
                            subject: string | null;
                            subjectVersion: number | null;
                            title: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPublicIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retitlePublicIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    correctPublicImpact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Replaces all intervals of this incident */
                    intervals: {
                        component: string;
                        endsAt: string | null;
                        /** @enum {string} */
                        level: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                        /** Format: date-time */
                        startsAt: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rescheduleMaintenance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What changes */
                    body: string;
                    /** Format: date-time */
                    endsAt?: string;
                    /** @description Whether subscribers are notified. Asked each time */
                    notify: boolean;
                    /** @description The revision you have seen; another one answers 409 */
                    revision?: number;
                    /** Format: date-time */
                    startsAt?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description When it was so; default: now
                     */
                    at?: string;
                    /** @description For the public, in the first language of the page */
                    body: string;
                    /**
                     * @description Component to level, for those that change
                     * @default {}
                     */
                    levels?: {
                        [key: string]: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                    };
                    /** @description Whether subscribers are notified. Asked each time */
                    notify: boolean;
                    /** @enum {string} */
                    phase: "investigating" | "identified" | "monitoring" | "resolved" | "scheduled" | "in_progress" | "completed" | "cancelled";
                    /** @description The revision you have seen; another one answers 409 */
                    revision?: number;
                    /** @description What readers can do meanwhile */
                    workaround?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removePublicUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                update: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    editPublicUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                update: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    at?: string;
                    body?: string;
                    /** @description Whether subscribers are notified. Asked each time */
                    notify: boolean;
                    workaround?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    withdrawPublicIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCoverage: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    checkCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 365 */
                    days?: number;
                    yaml: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rehearse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description 8m */
                    acknowledgeAfter?: string;
                    /** @description An instant, or a local time of the organisation: 2026-12-24T23:40 */
                    at: string;
                    /**
                     * @description Whether a person has confirmed the severity; false for what an alert opened
                     * @default true
                     */
                    confirmed?: boolean;
                    /** @description Default: based on the affected systems */
                    customerFacing?: boolean;
                    /** @description 2h */
                    resolveAfter?: string;
                    /** @enum {string} */
                    severity: "P1" | "P2" | "P3" | "P4";
                    /** @default [] */
                    systems?: string[];
                    /** @description One of the incident types of the policy; default: none */
                    type?: string;
                    /** @description A draft policy instead of the current one */
                    yaml?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rehearsal"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listReports: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
                state?: "new" | "triaged";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserReport"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Answers to the policy's criteria questions, by criterion
                     * @default {}
                     */
                    answers?: {
                        [key: string]: boolean;
                    };
                    description?: string;
                    /** @description The affected system, if known */
                    system?: string | null;
                    /** @description What is wrong, in a few words */
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Until when someone looks at it */
                        dueAt: string;
                        /** @description The incident that the report opened or joined immediately; null while it waits */
                        incident: string | null;
                        reference: string;
                        /** @description What the answers suggest */
                        severity: ("P1" | "P2" | "P3" | "P4") | null;
                        /** @enum {string} */
                        state: "new" | "declared" | "joined" | "declined";
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Until when someone looks at it */
                        dueAt: string;
                        /** @description The incident that the report opened or joined immediately; null while it waits */
                        incident: string | null;
                        reference: string;
                        /** @description What the answers suggest */
                        severity: ("P1" | "P2" | "P3" | "P4") | null;
                        /** @enum {string} */
                        state: "new" | "declared" | "joined" | "declined";
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUserReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description REP-12, or the ID of a report */
                report: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    declareFromReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description REP-12, or the ID of a report */
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Answers to the policy's criteria questions, by criterion
                     * @default {}
                     */
                    answers?: {
                        [key: string]: boolean;
                    };
                    /** @description Default: based on the affected systems */
                    customerFacing?: boolean;
                    /**
                     * Format: date-time
                     * @description When it was noticed; default: now
                     */
                    detectedAt?: string;
                    /** @description Reason to page on-call immediately, even if the matrix of the severity does not */
                    pageNow?: string;
                    /**
                     * @description Default: what the criteria suggest
                     * @enum {string}
                     */
                    severity?: "P1" | "P2" | "P3" | "P4";
                    /** @description Required when the severity is not the suggested one */
                    severityReason?: string;
                    /**
                     * Format: date-time
                     * @description When the impact began
                     */
                    startedAt?: string;
                    symptoms?: string;
                    /** @default [] */
                    systems?: string[];
                    /** @description What is broken, in a few words */
                    title: string;
                    /** @description What kind of incident it is: one of the incident types of the policy */
                    type?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    declineReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description REP-12, or the ID of a report */
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Sent to whoever reported it */
                    answer: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    joinReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description REP-12, or the ID of a report */
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The reference (INC-12) or the ID of an incident */
                    incident: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    countReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        overdue: number;
                        untriaged: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReportSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        formChoices: {
                            label: string;
                            systemId: string | null;
                        }[];
                        formIntro: string;
                        /** @description Whether anyone can report at /report */
                        formOn: boolean;
                        /** @description Whether a report from the public that suggests P1 declares and pages */
                        formPages: boolean;
                        formPagesPerHour: number;
                        /** @description Whether the form asks the questions of the policy's criteria */
                        formQuestions: boolean;
                        formUrl: string;
                        /** @description The report address; null while no mailbox is set up */
                        mailAddress: string | null;
                        mailOn: boolean;
                        /** @description The last four characters of the key; null while there is none */
                        ticketKey: string | null;
                        /** @description Where a help desk posts, with {key} in the place of the key */
                        ticketUrl: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putReportSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the form offers to choose; only the labels are public */
                    formChoices: {
                        label: string;
                        systemId: string | null;
                    }[];
                    /** @description Shown above the form */
                    formIntro: string;
                    /** @description Whether anyone can report at /report */
                    formOn: boolean;
                    /** @description Whether a report from the public that suggests P1 declares and pages */
                    formPages: boolean;
                    /**
                     * @description How many incidents reports from the public can open in an hour; further ones wait for triage
                     * @default 6
                     */
                    formPagesPerHour?: number;
                    /** @description Whether the form asks the questions of the policy's criteria */
                    formQuestions: boolean;
                    /**
                     * @description Whether mail to the report address becomes a report; needs a mailbox
                     * @default false
                     */
                    mailOn?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        formChoices: {
                            label: string;
                            systemId: string | null;
                        }[];
                        formIntro: string;
                        /** @description Whether anyone can report at /report */
                        formOn: boolean;
                        /** @description Whether a report from the public that suggests P1 declares and pages */
                        formPages: boolean;
                        formPagesPerHour: number;
                        /** @description Whether the form asks the questions of the policy's criteria */
                        formQuestions: boolean;
                        formUrl: string;
                        /** @description The report address; null while no mailbox is set up */
                        mailAddress: string | null;
                        mailOn: boolean;
                        /** @description The last four characters of the key; null while there is none */
                        ticketKey: string | null;
                        /** @description Where a help desk posts, with {key} in the place of the key */
                        ticketUrl: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateTicketKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown once */
                        key: string;
                        url: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeTicketKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listReviews: {
        parameters: {
            query?: {
                /** @description For the rates */
                days?: number;
                status?: "open" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: number;
                        items: {
                            clocks: {
                                doneAt: string | null;
                                dueAt: string;
                                /** @enum {string} */
                                kind: "schedule" | "conduct" | "publish";
                                /** @enum {string} */
                                state: "running" | "kept" | "late" | "missed" | "stopped";
                            }[];
                            endedAt: string;
                            facilitator: {
                                id: string;
                                name: string;
                            } | null;
                            heldAt: string | null;
                            meeting: {
                                minutes: number;
                                place: string;
                                startsAt: string;
                            } | null;
                            reference: string;
                            /** @enum {string} */
                            severity: "P1" | "P2" | "P3" | "P4";
                            /** @enum {string} */
                            status: "open" | "published" | "waived" | "stopped" | "joined";
                            title: string;
                        }[];
                        rates: {
                            conduct: {
                                kept: number;
                                missed: number;
                            };
                            publish: {
                                kept: number;
                                missed: number;
                            };
                            schedule: {
                                kept: number;
                                missed: number;
                            };
                        };
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RoleAnswer"][];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRooms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChatRoom"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addRoom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Kept encrypted; never shown again */
                    address: string;
                    /** @description The kind of a channel that reaches rooms */
                    channel: string;
                    name: string;
                    /**
                     * @description Empty: every severity
                     * @default []
                     */
                    severities?: ("P1" | "P2" | "P3" | "P4")[];
                    /**
                     * @description Empty: incidents of every team
                     * @default []
                     */
                    teams?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChatRoom"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Left out: where it was */
                    address?: string;
                    name: string;
                    /**
                     * @description Empty: every severity
                     * @default []
                     */
                    severities?: ("P1" | "P2" | "P3" | "P4")[];
                    /**
                     * @description Empty: incidents of every team
                     * @default []
                     */
                    teams?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChatRoom"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    testRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listRunbooks: {
        parameters: {
            query?: {
                /** @description true: with all that they say */
                steps?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description ISO 8601, UTC */
                            at: string;
                            by: string;
                            id: string;
                            labels: {
                                [key: string]: string;
                            };
                            steps: number;
                            systems: string[];
                            title: string;
                            types: string[];
                            version: number;
                            /** @description With steps=true: what it says, for printing */
                            whole?: {
                                id: string;
                                intro: string;
                                labels: {
                                    [key: string]: string;
                                };
                                steps: {
                                    branches: {
                                        text: string;
                                        to: string;
                                    }[];
                                    checks: {
                                        /** @description null: those of the affected systems */
                                        connector: string | null;
                                        /** @enum {string} */
                                        kind: "database" | "sql" | "prometheus" | "http";
                                        name: string;
                                        /** @description The query, the address, or which of the built-in checks, as written */
                                        text: string;
                                    }[];
                                    id: string;
                                    optional: boolean;
                                    text: string;
                                    title: string;
                                }[];
                                systems: string[];
                                title: string;
                                types: string[];
                            } | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Runbook"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveRunbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The version that the text was made from, 0 for a new one; 409 when another is current */
                    base?: number;
                    /** @description What has changed, and why */
                    reason?: string;
                    /** @description Markdown with front matter */
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Runbook"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    archiveRunbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunbookVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The difference to the version before */
                        diff: {
                            after: number | null;
                            before: number | null;
                            /** @enum {string} */
                            kind: "same" | "removed" | "added";
                            text: string;
                        }[][];
                        text: string;
                        version: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lintRunbook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Markdown with front matter */
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunbookLint"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSchedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            /** @description Current and future overrides */
                            rotations: {
                                every: number;
                                handoverDay: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday") | null;
                                handoverTime: string;
                                id: string;
                                /** @enum {string} */
                                kind: "daily" | "weekly";
                                level: number;
                                name: string;
                                participants: {
                                    name: string;
                                    personId: string;
                                }[];
                                startsOn: string;
                                zone: string;
                            }[];
                            teamId: string;
                            zone: string;
                        }[];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    name: string;
                    /** @default [] */
                    rotations?: {
                        /**
                         * @description Shift length in days or weeks
                         * @default 1
                         */
                        every?: number;
                        /**
                         * @description Weekly rotations only; default: monday
                         * @enum {string}
                         */
                        handoverDay?: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                        /**
                         * @description Local time of the hand-over, HH:MM
                         * @default 09:00
                         */
                        handoverTime?: string;
                        /**
                         * @default weekly
                         * @enum {string}
                         */
                        kind?: "daily" | "weekly";
                        /**
                         * @description 1 is paged first
                         * @default 1
                         */
                        level?: number;
                        name?: string;
                        participants: string[];
                        /** @description The first participant's shift starts at the first hand-over on or after this day; default: today */
                        startsOn?: string;
                        /** @description Default: the schedule's zone */
                        zone?: string;
                    }[];
                    teamId: string;
                    /** @description An IANA time zone */
                    zone: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description Current and future overrides */
                        rotations: {
                            every: number;
                            handoverDay: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday") | null;
                            handoverTime: string;
                            id: string;
                            /** @enum {string} */
                            kind: "daily" | "weekly";
                            level: number;
                            name: string;
                            participants: {
                                name: string;
                                personId: string;
                            }[];
                            startsOn: string;
                            zone: string;
                        }[];
                        teamId: string;
                        zone: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSchedule: {
        parameters: {
            query?: {
                /** @description Default: now */
                from?: string;
                /** @description Default: four weeks after `from`; at most 400 days */
                until?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        from: string;
                        id: string;
                        name: string;
                        /** @description Overrides that overlap the window */
                        overrides: {
                            authorId: string | null;
                            /** @description Parts of the span in which the person is away and backup is paged first */
                            away: {
                                /** Format: date-time */
                                from: string;
                                /** Format: date-time */
                                until: string;
                            }[];
                            /** Format: date-time */
                            from: string;
                            id: string;
                            level: number;
                            name: string;
                            personId: string;
                            reason: string;
                            /** Format: date-time */
                            until: string;
                        }[];
                        /** @description Current and future overrides */
                        rotations: {
                            every: number;
                            handoverDay: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday") | null;
                            handoverTime: string;
                            id: string;
                            /** @enum {string} */
                            kind: "daily" | "weekly";
                            level: number;
                            name: string;
                            participants: {
                                name: string;
                                personId: string;
                            }[];
                            startsOn: string;
                            zone: string;
                        }[];
                        stints: {
                            /** Format: date-time */
                            from: string;
                            level: number;
                            /** @description Empty when nobody is on call */
                            people: {
                                /** @description Empty if the user was deleted */
                                name: string;
                                personId: string;
                                ruleId: string;
                                /** @enum {string} */
                                via: "rotation" | "override";
                            }[];
                            /** Format: date-time */
                            until: string;
                        }[];
                        teamId: string;
                        /** Format: date-time */
                        until: string;
                        zone: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    archiveSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Replaces all rotations from now on */
                    rotations?: {
                        /**
                         * @description Shift length in days or weeks
                         * @default 1
                         */
                        every?: number;
                        /**
                         * @description Weekly rotations only; default: monday
                         * @enum {string}
                         */
                        handoverDay?: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                        /**
                         * @description Local time of the hand-over, HH:MM
                         * @default 09:00
                         */
                        handoverTime?: string;
                        /**
                         * @default weekly
                         * @enum {string}
                         */
                        kind?: "daily" | "weekly";
                        /**
                         * @description 1 is paged first
                         * @default 1
                         */
                        level?: number;
                        name?: string;
                        participants: string[];
                        /** @description The first participant's shift starts at the first hand-over on or after this day; default: today */
                        startsOn?: string;
                        /** @description Default: the schedule's zone */
                        zone?: string;
                    }[];
                    /** @description An IANA time zone */
                    zone?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description Current and future overrides */
                        rotations: {
                            every: number;
                            handoverDay: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday") | null;
                            handoverTime: string;
                            id: string;
                            /** @enum {string} */
                            kind: "daily" | "weekly";
                            level: number;
                            name: string;
                            participants: {
                                name: string;
                                personId: string;
                            }[];
                            startsOn: string;
                            zone: string;
                        }[];
                        teamId: string;
                        zone: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    from: string;
                    /**
                     * @description 1 is paged first
                     * @default 1
                     */
                    level?: number;
                    /** Format: uuid */
                    personId: string;
                    /** @default  */
                    reason?: string;
                    /** Format: date-time */
                    until: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorId: string | null;
                        /** @description Parts of the span in which the person is away and backup is paged first */
                        away: {
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            until: string;
                        }[];
                        /** Format: date-time */
                        from: string;
                        id: string;
                        level: number;
                        name: string;
                        personId: string;
                        reason: string;
                        /** Format: date-time */
                        until: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                overrideId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    previewSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rotations: {
                        /**
                         * @description Shift length in days or weeks
                         * @default 1
                         */
                        every?: number;
                        /**
                         * @description Weekly rotations only; default: monday
                         * @enum {string}
                         */
                        handoverDay?: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                        /**
                         * @description Local time of the hand-over, HH:MM
                         * @default 09:00
                         */
                        handoverTime?: string;
                        /**
                         * @default weekly
                         * @enum {string}
                         */
                        kind?: "daily" | "weekly";
                        /**
                         * @description 1 is paged first
                         * @default 1
                         */
                        level?: number;
                        name?: string;
                        participants: string[];
                        /** @description The first participant's shift starts at the first hand-over on or after this day; default: today */
                        startsOn?: string;
                        /** @description Default: the schedule's zone */
                        zone?: string;
                    }[];
                    /** @description The schedule to change; omit for a new one */
                    scheduleId?: string;
                    /** @description An IANA time zone */
                    zone: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        from: string;
                        stints: {
                            /** Format: date-time */
                            from: string;
                            level: number;
                            /** @description Empty when nobody is on call */
                            people: {
                                /** @description Empty if the user was deleted */
                                name: string;
                                personId: string;
                                ruleId: string;
                                /** @enum {string} */
                                via: "rotation" | "override";
                            }[];
                            /** Format: date-time */
                            until: string;
                        }[];
                        /** Format: date-time */
                        until: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReportSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeAllSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needed: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    name: string;
                    password: string;
                    timezone: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listStatusPageCopies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StatusPageCopy"][];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listStatusPages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StatusPage"][];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putStatusPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    colour?: string | null;
                    components?: {
                        description?: string;
                        /** @default null */
                        group?: string | null;
                        id: string;
                        /** @description The public name */
                        name: string;
                        /** @description Uptime counts from this date; default: when it was added */
                        since?: string;
                        /**
                         * @description The systems it is made of; their names are never shown to the public
                         * @default []
                         */
                        systems?: string[];
                    }[];
                    /**
                     * @description Levels that count as downtime
                     * @default [
                     *       "partial_outage",
                     *       "major_outage"
                     *     ]
                     */
                    downLevels?: ("under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage")[];
                    /** @default null */
                    host?: string | null;
                    id?: string;
                    /** @description A few words under the name */
                    intro?: string;
                    /**
                     * @description The first is the language in which updates are written
                     * @default [
                     *       "en"
                     *     ]
                     */
                    languages?: ("en" | "de" | "es" | "fr" | "pt")[];
                    /** @default null */
                    logo?: string | null;
                    /** @description Shown at the top of the page */
                    name: string;
                    /** @default UTC */
                    timezone?: string;
                    /**
                     * @description private: only signed-in people see it, and it is never written to a folder
                     * @default public
                     * @enum {string}
                     */
                    visibility?: "public" | "private";
                    /** @default null */
                    website?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportStatusPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Base64 */
                            content: string;
                            /** @description With its folders, such as history/index.html */
                            name: string;
                            type: string;
                        }[];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPublicIncidents: {
        parameters: {
            query?: {
                kind?: "incident" | "maintenance";
            };
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PublicIncident"][];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openPublicIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description When it was so; default: now
                     */
                    at?: string;
                    /** @description For the public, in the first language of the page */
                    body: string;
                    /** @description The internal incident (INC-12), which is never shown */
                    incident?: string;
                    /**
                     * @description Component to level, for those that change
                     * @default {}
                     */
                    levels?: {
                        [key: string]: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                    };
                    /** @description Whether subscribers are notified. Asked each time */
                    notify: boolean;
                    /**
                     * @default investigating
                     * @enum {string}
                     */
                    phase?: "investigating" | "identified" | "monitoring" | "resolved";
                    /**
                     * Format: date-time
                     * @description When the impact began; default: now
                     */
                    startedAt?: string;
                    title: string;
                    /** @description What readers can do meanwhile */
                    workaround?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    scheduleMaintenance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What will be done and what readers will notice */
                    body: string;
                    /** Format: date-time */
                    endsAt: string;
                    /**
                     * @description Component to level while it goes on
                     * @default {}
                     */
                    levels?: {
                        [key: string]: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                    };
                    /** @description Whether subscribers are notified. Asked each time */
                    notify: boolean;
                    /**
                     * @description Whether subscribers are notified when it ends
                     * @default true
                     */
                    notifyEnd?: boolean;
                    /**
                     * @description Whether subscribers are notified when it starts
                     * @default true
                     */
                    notifyStart?: boolean;
                    /** Format: date-time */
                    startsAt: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIncident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewPublicUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Adds an update to this one; left out: a new incident
                     */
                    publicIncident?: string;
                    update: {
                        /**
                         * Format: date-time
                         * @description When it was so; default: now
                         */
                        at?: string;
                        /** @description For the public, in the first language of the page */
                        body: string;
                        /**
                         * @description Component to level, for those that change
                         * @default {}
                         */
                        levels?: {
                            [key: string]: "operational" | "under_maintenance" | "degraded_performance" | "partial_outage" | "major_outage";
                        };
                        /**
                         * @description Whether subscribers are notified. Asked each time
                         * @default false
                         */
                        notify?: boolean;
                        /** @enum {string} */
                        phase: "investigating" | "identified" | "monitoring" | "resolved" | "scheduled" | "in_progress" | "completed" | "cancelled";
                        /** Format: date-time */
                        startedAt?: string;
                        title?: string;
                        /** @description What readers can do meanwhile */
                        workaround?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        html: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSystemMap: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemMap"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSystems: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Only those whose name or ID contains this */
                q?: string;
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["System"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    customerFacing?: boolean;
                    /** @default [] */
                    dependsOn?: string[];
                    /** @default  */
                    description?: string;
                    id: string;
                    /** @default [] */
                    links?: {
                        /**
                         * @default dashboard
                         * @enum {string}
                         */
                        kind?: "dashboard" | "logs" | "runbook" | "code" | "other";
                        label: string;
                        /** Format: uri */
                        url: string;
                    }[];
                    /** @default [] */
                    matchers?: ({
                        equals: string;
                        label: string;
                    } | {
                        in: string[];
                        label: string;
                    } | {
                        label: string;
                        regex: string;
                    })[][];
                    name: string;
                    /** @default [] */
                    queries?: {
                        connector: string;
                        name: string;
                        query: string;
                        /** @description Of the values, such as ms or % */
                        unit?: string;
                    }[];
                    teamId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSystem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    archiveSystem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateSystem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    customerFacing?: boolean;
                    dependsOn?: string[];
                    description?: string;
                    links?: {
                        /**
                         * @default dashboard
                         * @enum {string}
                         */
                        kind?: "dashboard" | "logs" | "runbook" | "code" | "other";
                        label: string;
                        /** Format: uri */
                        url: string;
                    }[];
                    matchers?: ({
                        equals: string;
                        label: string;
                    } | {
                        in: string[];
                        label: string;
                    } | {
                        label: string;
                        regex: string;
                    })[][];
                    name?: string;
                    queries?: {
                        connector: string;
                        name: string;
                        query: string;
                        /** @description Of the values, such as ms or % */
                        unit?: string;
                    }[];
                    teamId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    matchSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    labels: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        matcher: number | null;
                        system: components["schemas"]["System"] | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTeams: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Only those whose name or ID contains this */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Team"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How people outside the organisation reach the team, such as support@example.com
                     * @default
                     */
                    contact?: string;
                    /** @default  */
                    description?: string;
                    id: string;
                    /** @default [] */
                    members?: string[];
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    archiveTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How people outside the organisation reach the team, such as support@example.com */
                    contact?: string;
                    description?: string;
                    members?: string[];
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setTeamRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                role: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    deputies?: string[];
                    holders: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdAt: string;
                            expiresAt: string | null;
                            id: string;
                            lastUsedAt: string | null;
                            name: string;
                            /** @enum {string} */
                            owner: "you" | "installation";
                            prefix: string;
                            scopes: string[];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    expiresAt?: string | null;
                    name: string;
                    scopes: ("incidents:read" | "alerts:read" | "messages:read" | "oncall:read" | "directory:read" | "policy:read" | "status:read" | "self:write" | "incidents:declare" | "incidents:respond" | "oncall:override" | "status:publish" | "directory:write" | "oncall:write" | "integrations:read" | "integrations:write" | "messages:resend" | "policy:write" | "status:write" | "config:apply" | "accounts:write" | "audit:read")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        token: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTrackers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            automatic: boolean;
                            /** @description Secrets themselves are never shown again */
                            hasWebhookSecret: boolean;
                            id: string;
                            /** @description Actions that are issues there */
                            issues: number;
                            issueType: string | null;
                            /** @enum {string} */
                            kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                            name: string;
                            /** @description Those of them that are not in sync, because something went wrong */
                            problems: number;
                            project: string;
                            /** @description It has had enough requests, and is left alone until then */
                            quietUntil: string | null;
                            url: string;
                            username: string | null;
                            /** @description Where the tracker sends its webhooks */
                            webhookUrl: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveTracker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Create an issue for each new action
                     * @default false
                     */
                    automatic?: boolean;
                    /**
                     * @description Refuse an ID that is taken, and change no tracker that exists
                     * @default false
                     */
                    isNew?: boolean;
                    /** @description Jira: the type of new issues. Default: Task */
                    issueType?: string | null;
                    /** @enum {string} */
                    kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                    name: string;
                    /** @description Jira: the key. GitHub: owner/repository. GitLab: group/project */
                    project: string;
                    /** @description API token; left out: the stored one is kept */
                    secret?: string;
                    /**
                     * Format: uri
                     * @description Where people open it: https://github.com, https://gitlab.com, https://acme.atlassian.net
                     */
                    url: string;
                    /** @description Jira Cloud: the e-mail address of the account */
                    username?: string | null;
                    /** @description What the tracker signs webhooks with; left out: the stored one is kept; empty: none */
                    webhookSecret?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        automatic: boolean;
                        /** @description Secrets themselves are never shown again */
                        hasWebhookSecret: boolean;
                        id: string;
                        /** @description Actions that are issues there */
                        issues: number;
                        issueType: string | null;
                        /** @enum {string} */
                        kind: "jira_cloud" | "jira_server" | "github" | "gitlab";
                        name: string;
                        /** @description Those of them that are not in sync, because something went wrong */
                        problems: number;
                        project: string;
                        /** @description It has had enough requests, and is left alone until then */
                        quietUntil: string | null;
                        url: string;
                        username: string | null;
                        /** @description Where the tracker sends its webhooks */
                        webhookUrl: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeTracker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    testTracker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        works: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTraining: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether you may sign others off */
                        lead: boolean;
                        policyVersion: number;
                        teams: {
                            people: {
                                id: string;
                                name: string;
                                onCallFrom: string | null;
                                steps: {
                                    done: {
                                        /** Format: date-time */
                                        at: string;
                                        by: string;
                                        note: string;
                                        /** @description Which version was read */
                                        policyVersion: number | null;
                                    } | null;
                                    /** @enum {string} */
                                    step: "read" | "shadow" | "drill" | "sign_off";
                                }[];
                            }[];
                            ready: number;
                            team: {
                                id: string;
                                name: string;
                            };
                        }[];
                        /** @description Who is on call within 30 days without sign-off, the soonest first */
                        unready: {
                            /** Format: date-time */
                            from: string;
                            /** @description They are on call already */
                            now: boolean;
                            person: {
                                id: string;
                                name: string;
                            };
                            team: {
                                id: string;
                                name: string;
                            };
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    noteTrainingStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                personId: string;
                step: "read" | "shadow" | "drill" | "sign_off";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether you may sign others off */
                        lead: boolean;
                        policyVersion: number;
                        teams: {
                            people: {
                                id: string;
                                name: string;
                                onCallFrom: string | null;
                                steps: {
                                    done: {
                                        /** Format: date-time */
                                        at: string;
                                        by: string;
                                        note: string;
                                        /** @description Which version was read */
                                        policyVersion: number | null;
                                    } | null;
                                    /** @enum {string} */
                                    step: "read" | "shadow" | "drill" | "sign_off";
                                }[];
                            }[];
                            ready: number;
                            team: {
                                id: string;
                                name: string;
                            };
                        }[];
                        /** @description Who is on call within 30 days without sign-off, the soonest first */
                        unready: {
                            /** Format: date-time */
                            from: string;
                            /** @description They are on call already */
                            now: boolean;
                            person: {
                                id: string;
                                name: string;
                            };
                            team: {
                                id: string;
                                name: string;
                            };
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    withdrawTrainingStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                personId: string;
                step: "read" | "shadow" | "drill" | "sign_off";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether you may sign others off */
                        lead: boolean;
                        policyVersion: number;
                        teams: {
                            people: {
                                id: string;
                                name: string;
                                onCallFrom: string | null;
                                steps: {
                                    done: {
                                        /** Format: date-time */
                                        at: string;
                                        by: string;
                                        note: string;
                                        /** @description Which version was read */
                                        policyVersion: number | null;
                                    } | null;
                                    /** @enum {string} */
                                    step: "read" | "shadow" | "drill" | "sign_off";
                                }[];
                            }[];
                            ready: number;
                            team: {
                                id: string;
                                name: string;
                            };
                        }[];
                        /** @description Who is on call within 30 days without sign-off, the soonest first */
                        unready: {
                            /** Format: date-time */
                            from: string;
                            /** @description They are on call already */
                            now: boolean;
                            person: {
                                id: string;
                                name: string;
                            };
                            team: {
                                id: string;
                                name: string;
                            };
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPromisesKept: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: number;
                        kept: number;
                        missed: number;
                        /** @description Between 0 and 1; null when no promise came due */
                        rate: number | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cursor?: string;
                    /** @default 200 */
                    limit?: number;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhookEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookEventType"][];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        nextCursor: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Types of events, or the beginning of some: incident.*. Empty: all
                     * @default []
                     */
                    events?: string[];
                    name: string;
                    /**
                     * @description Only incidents of these severities. Empty: of all
                     * @default []
                     */
                    severities?: ("P1" | "P2" | "P3" | "P4")[];
                    /**
                     * @description Only incidents that affect one of these systems
                     * @default []
                     */
                    systems?: string[];
                    /**
                     * @description Only incidents of these teams. Empty: of all
                     * @default []
                     */
                    teams?: string[];
                    /** @description Receives signed POSTs */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "waiting" | "delivered" | "failed" | "held" | "withheld";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryDetails"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pingWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of its delivery */
                        id: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description Everything that happened since then is sent again, with the same IDs
                     */
                    since: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description whsec_… */
                        secret: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description whsec_… */
                        secret: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    turnWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    on: boolean;
                    /**
                     * @description With `on`: sends what was kept while it was off
                     * @default false
                     */
                    sendHeld?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWiki: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null: not connected. The token is never shown again */
                        wiki: {
                            /** @enum {string} */
                            kind: "confluence_cloud" | "confluence_server";
                            /** @description Reports that are pages there */
                            pages: number;
                            parentId: string | null;
                            space: string;
                            url: string;
                            username: string | null;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveWiki: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "confluence_cloud" | "confluence_server";
                    /** @description The page below which reports stand; left out: at the top of the space */
                    parentId?: string | null;
                    /** @description API token; left out: the stored one is kept */
                    secret?: string;
                    /** @description The key of the space */
                    space: string;
                    /**
                     * Format: uri
                     * @description Where people open it: https://example.atlassian.net, https://wiki.example.com
                     */
                    url: string;
                    /** @description Confluence Cloud: the e-mail address of the account */
                    username?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null: not connected. The token is never shown again */
                        wiki: {
                            /** @enum {string} */
                            kind: "confluence_cloud" | "confluence_server";
                            /** @description Reports that are pages there */
                            pages: number;
                            parentId: string | null;
                            space: string;
                            url: string;
                            username: string | null;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeWiki: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks: {
                            detail: string;
                            name: string;
                            ok: boolean;
                        }[];
                        ready: boolean;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks: {
                            detail: string;
                            name: string;
                            ok: boolean;
                        }[];
                        ready: boolean;
                    };
                };
            };
        };
    };
}
