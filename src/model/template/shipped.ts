// Made by scripts/templates.mjs from templates/; do not edit.
// @ts-nocheck generated code of the Handlebars compiler

export const shippedTemplates: Readonly<Record<string, unknown>> = {
  "adr": {0:function(e,l,i,s,t){var n,r=e.lookupProperty||function(u,o){if(Object.prototype.hasOwnProperty.call(u,o))return u[o]};return`related_docs:
`+((n=r(i,"each").call(l??(e.nullContext||{}),r(l,"related"),{name:"each",hash:{},fn:e.program(1,t,0),inverse:e.noop,data:t,loc:{start:{line:8,column:0},end:{line:10,column:9}}}))!=null?n:"")},1:function(e,l,i,s,t){var n,r=e.lookupProperty||function(u,o){if(Object.prototype.hasOwnProperty.call(u,o))return u[o]};return"  - "+((n=r(i,"yaml").call(l??(e.nullContext||{}),l,{name:"yaml",hash:{},data:t,loc:{start:{line:9,column:4},end:{line:9,column:17}}}))!=null?n:"")+`
`},compiler:[8,">= 4.3.0"],main:function(e,l,i,s,t){var n,r=e.strict,u=e.lambda,o=l??(e.nullContext||{}),a=e.lookupProperty||function(c,m){if(Object.prototype.hasOwnProperty.call(c,m))return c[m]};return`---
id: `+((n=u(r(l,"id",{start:{line:2,column:6},end:{line:2,column:8}}),l))!=null?n:"")+`
title: `+((n=a(i,"yaml").call(o,a(l,"title"),{name:"yaml",hash:{},data:t,loc:{start:{line:3,column:7},end:{line:3,column:21}}}))!=null?n:"")+`
status: `+((n=a(i,"yaml").call(o,a(l,"status"),{name:"yaml",hash:{},data:t,loc:{start:{line:4,column:8},end:{line:4,column:23}}}))!=null?n:"")+"         # "+((n=a(i,"join").call(o,a(l,"statuses")," | ",{name:"join",hash:{},data:t,loc:{start:{line:4,column:34},end:{line:4,column:57}}}))!=null?n:"")+`
created: `+((n=u(r(l,"created",{start:{line:5,column:11},end:{line:5,column:18}}),l))!=null?n:"")+`
`+((n=a(i,"if").call(o,a(l,"related"),{name:"if",hash:{},fn:e.program(0,t,0),inverse:e.noop,data:t,loc:{start:{line:6,column:0},end:{line:11,column:7}}}))!=null?n:"")+`---

# `+((n=u(r(l,"id",{start:{line:14,column:4},end:{line:14,column:6}}),l))!=null?n:"")+" - "+((n=a(i,"line").call(o,a(l,"title"),{name:"line",hash:{},data:t,loc:{start:{line:14,column:11},end:{line:14,column:25}}}))!=null?n:"")+`

## Context

<!-- prompt: What question has to be answered, and why now? What forces are at play? -->

## Decision Drivers

<!-- prompt: What matters for the choice: qualities, limits, costs. -->

## Considered Options

<!-- prompt: The options that were really considered, one line each, doing nothing included. -->

## Decision

<!-- prompt: "We will …", and the reason that decided. -->

## Consequences

<!-- prompt: What becomes easier, what becomes harder, what has to be done next. -->

## Confirmation

<!-- prompt: How will anybody notice that the decision is not kept: a test, a lint rule, a review? -->
`},useData:!0},
  "backlog": {0:function(a,n,e,c,u){var l,r=a.lookupProperty||function(i,o){if(Object.prototype.hasOwnProperty.call(i,o))return i[o]};return`related_docs:
`+((l=r(e,"each").call(n??(a.nullContext||{}),r(n,"related"),{name:"each",hash:{},fn:a.program(1,u,0),inverse:a.noop,data:u,loc:{start:{line:9,column:0},end:{line:11,column:9}}}))!=null?l:"")},1:function(a,n,e,c,u){var l,r=a.lookupProperty||function(i,o){if(Object.prototype.hasOwnProperty.call(i,o))return i[o]};return"  - "+((l=r(e,"yaml").call(n??(a.nullContext||{}),n,{name:"yaml",hash:{},data:u,loc:{start:{line:10,column:4},end:{line:10,column:17}}}))!=null?l:"")+`
`},compiler:[8,">= 4.3.0"],main:function(a,n,e,c,u){var l,r=a.strict,i=a.lambda,o=n??(a.nullContext||{}),t=a.lookupProperty||function(m,s){if(Object.prototype.hasOwnProperty.call(m,s))return m[s]};return`---
id: `+((l=i(r(n,"id",{start:{line:2,column:6},end:{line:2,column:8}}),n))!=null?l:"")+`
title: `+((l=t(e,"yaml").call(o,t(n,"title"),{name:"yaml",hash:{},data:u,loc:{start:{line:3,column:7},end:{line:3,column:21}}}))!=null?l:"")+`
status: `+((l=t(e,"yaml").call(o,t(n,"status"),{name:"yaml",hash:{},data:u,loc:{start:{line:4,column:8},end:{line:4,column:23}}}))!=null?l:"")+"             # "+((l=t(e,"join").call(o,t(n,"statuses")," | ",{name:"join",hash:{},data:u,loc:{start:{line:4,column:38},end:{line:4,column:61}}}))!=null?l:"")+`
priority: medium         # high | medium | low
created: `+((l=i(r(n,"created",{start:{line:6,column:11},end:{line:6,column:18}}),n))!=null?l:"")+`
`+((l=t(e,"if").call(o,t(n,"related"),{name:"if",hash:{},fn:a.program(0,u,0),inverse:a.noop,data:u,loc:{start:{line:7,column:0},end:{line:12,column:7}}}))!=null?l:"")+`---

# `+((l=i(r(n,"id",{start:{line:15,column:4},end:{line:15,column:6}}),n))!=null?l:"")+" - "+((l=t(e,"line").call(o,t(n,"title"),{name:"line",hash:{},data:u,loc:{start:{line:15,column:11},end:{line:15,column:25}}}))!=null?l:"")+`

## Idea

<!-- prompt: What could be better, and for whom? -->

## Value

<!-- prompt: What is gained, roughly how much work is it, what happens if it is never done? -->
`},useData:!0},
  "bug": {0:function(t,l,u,s,o){var n,r=t.lookupProperty||function(i,a){if(Object.prototype.hasOwnProperty.call(i,a))return i[a]};return`related_docs:
`+((n=r(u,"each").call(l??(t.nullContext||{}),r(l,"related"),{name:"each",hash:{},fn:t.program(1,o,0),inverse:t.noop,data:o,loc:{start:{line:9,column:0},end:{line:11,column:9}}}))!=null?n:"")},1:function(t,l,u,s,o){var n,r=t.lookupProperty||function(i,a){if(Object.prototype.hasOwnProperty.call(i,a))return i[a]};return"  - "+((n=r(u,"yaml").call(l??(t.nullContext||{}),l,{name:"yaml",hash:{},data:o,loc:{start:{line:10,column:4},end:{line:10,column:17}}}))!=null?n:"")+`
`},compiler:[8,">= 4.3.0"],main:function(t,l,u,s,o){var n,r=t.strict,i=t.lambda,a=l??(t.nullContext||{}),e=t.lookupProperty||function(c,m){if(Object.prototype.hasOwnProperty.call(c,m))return c[m]};return`---
id: `+((n=i(r(l,"id",{start:{line:2,column:6},end:{line:2,column:8}}),l))!=null?n:"")+`
title: `+((n=e(u,"yaml").call(a,e(l,"title"),{name:"yaml",hash:{},data:o,loc:{start:{line:3,column:7},end:{line:3,column:21}}}))!=null?n:"")+`
status: `+((n=e(u,"yaml").call(a,e(l,"status"),{name:"yaml",hash:{},data:o,loc:{start:{line:4,column:8},end:{line:4,column:23}}}))!=null?n:"")+"             # "+((n=e(u,"join").call(a,e(l,"statuses")," | ",{name:"join",hash:{},data:o,loc:{start:{line:4,column:38},end:{line:4,column:61}}}))!=null?n:"")+`
priority: medium         # critical | high | medium | low
created: `+((n=i(r(l,"created",{start:{line:6,column:11},end:{line:6,column:18}}),l))!=null?n:"")+`
`+((n=e(u,"if").call(a,e(l,"related"),{name:"if",hash:{},fn:t.program(0,o,0),inverse:t.noop,data:o,loc:{start:{line:7,column:0},end:{line:12,column:7}}}))!=null?n:"")+`---

# `+((n=i(r(l,"id",{start:{line:15,column:4},end:{line:15,column:6}}),l))!=null?n:"")+" - "+((n=e(u,"line").call(a,e(l,"title"),{name:"line",hash:{},data:o,loc:{start:{line:15,column:11},end:{line:15,column:25}}}))!=null?n:"")+`

## Steps to Reproduce

<!-- prompt: The shortest way to see it, from a clean start. -->

## Expected

<!-- prompt: What should happen. -->

## Actual

<!-- prompt: What happens instead: messages, logs, since when. -->

## Environment

<!-- prompt: Version, system, configuration. -->

## Cause

<!-- prompt: Once it is known: what is wrong, and why it was not noticed. -->

## Regression Test

<!-- prompt: The test that fails without the fix. -->
`},useData:!0},
  "document": {0:function(a,n,e,i,u){var l,r=a.lookupProperty||function(c,o){if(Object.prototype.hasOwnProperty.call(c,o))return c[o]};return`related_docs:
`+((l=r(e,"each").call(n??(a.nullContext||{}),r(n,"related"),{name:"each",hash:{},fn:a.program(1,u,0),inverse:a.noop,data:u,loc:{start:{line:8,column:0},end:{line:10,column:9}}}))!=null?l:"")},1:function(a,n,e,i,u){var l,r=a.lookupProperty||function(c,o){if(Object.prototype.hasOwnProperty.call(c,o))return c[o]};return"  - "+((l=r(e,"yaml").call(n??(a.nullContext||{}),n,{name:"yaml",hash:{},data:u,loc:{start:{line:9,column:4},end:{line:9,column:17}}}))!=null?l:"")+`
`},compiler:[8,">= 4.3.0"],main:function(a,n,e,i,u){var l,r=a.strict,c=a.lambda,o=n??(a.nullContext||{}),t=a.lookupProperty||function(s,m){if(Object.prototype.hasOwnProperty.call(s,m))return s[m]};return`---
id: `+((l=c(r(n,"id",{start:{line:2,column:6},end:{line:2,column:8}}),n))!=null?l:"")+`
title: `+((l=t(e,"yaml").call(o,t(n,"title"),{name:"yaml",hash:{},data:u,loc:{start:{line:3,column:7},end:{line:3,column:21}}}))!=null?l:"")+`
status: `+((l=t(e,"yaml").call(o,t(n,"status"),{name:"yaml",hash:{},data:u,loc:{start:{line:4,column:8},end:{line:4,column:23}}}))!=null?l:"")+"             # "+((l=t(e,"join").call(o,t(n,"statuses")," | ",{name:"join",hash:{},data:u,loc:{start:{line:4,column:38},end:{line:4,column:61}}}))!=null?l:"")+`
created: `+((l=c(r(n,"created",{start:{line:5,column:11},end:{line:5,column:18}}),n))!=null?l:"")+`
`+((l=t(e,"if").call(o,t(n,"related"),{name:"if",hash:{},fn:a.program(0,u,0),inverse:a.noop,data:u,loc:{start:{line:6,column:0},end:{line:11,column:7}}}))!=null?l:"")+`---

# `+((l=c(r(n,"id",{start:{line:14,column:4},end:{line:14,column:6}}),n))!=null?l:"")+" - "+((l=t(e,"line").call(o,t(n,"title"),{name:"line",hash:{},data:u,loc:{start:{line:14,column:11},end:{line:14,column:25}}}))!=null?l:"")+`
`},useData:!0},
  "objective": {0:function(e,l,r,c,o){var n,i=e.lookupProperty||function(t,a){if(Object.prototype.hasOwnProperty.call(t,a))return t[a]};return`related_docs:
`+((n=i(r,"each").call(l??(e.nullContext||{}),i(l,"related"),{name:"each",hash:{},fn:e.program(1,o,0),inverse:e.noop,data:o,loc:{start:{line:8,column:0},end:{line:10,column:9}}}))!=null?n:"")},1:function(e,l,r,c,o){var n,i=e.lookupProperty||function(t,a){if(Object.prototype.hasOwnProperty.call(t,a))return t[a]};return"  - "+((n=i(r,"yaml").call(l??(e.nullContext||{}),l,{name:"yaml",hash:{},data:o,loc:{start:{line:9,column:4},end:{line:9,column:17}}}))!=null?n:"")+`
`},compiler:[8,">= 4.3.0"],main:function(e,l,r,c,o){var n,i=e.strict,t=e.lambda,a=l??(e.nullContext||{}),u=e.lookupProperty||function(s,m){if(Object.prototype.hasOwnProperty.call(s,m))return s[m]};return`---
id: `+((n=t(i(l,"id",{start:{line:2,column:6},end:{line:2,column:8}}),l))!=null?n:"")+`
title: `+((n=u(r,"yaml").call(a,u(l,"title"),{name:"yaml",hash:{},data:o,loc:{start:{line:3,column:7},end:{line:3,column:21}}}))!=null?n:"")+`
status: `+((n=u(r,"yaml").call(a,u(l,"status"),{name:"yaml",hash:{},data:o,loc:{start:{line:4,column:8},end:{line:4,column:23}}}))!=null?n:"")+"           # "+((n=u(r,"join").call(a,u(l,"statuses")," | ",{name:"join",hash:{},data:o,loc:{start:{line:4,column:36},end:{line:4,column:59}}}))!=null?n:"")+`
created: `+((n=t(i(l,"created",{start:{line:5,column:11},end:{line:5,column:18}}),l))!=null?n:"")+`
`+((n=u(r,"if").call(a,u(l,"related"),{name:"if",hash:{},fn:e.program(0,o,0),inverse:e.noop,data:o,loc:{start:{line:6,column:0},end:{line:11,column:7}}}))!=null?n:"")+`---

# `+((n=t(i(l,"id",{start:{line:14,column:4},end:{line:14,column:6}}),l))!=null?n:"")+" - "+((n=u(r,"line").call(a,u(l,"title"),{name:"line",hash:{},data:o,loc:{start:{line:14,column:11},end:{line:14,column:25}}}))!=null?n:"")+`

## Goal

<!-- prompt: Where do we want to be, and how will we know that we are there? -->

## Design Decisions

<!-- prompt: What is decided for all steps below. -->

## Roadmap

### Phase 1: Foundation (1 PR)

| Step | Description | Status | PR |
| --- | --- | --- | --- |
| 1.1 | First step | pending | - |

<!-- prompt: A phase for each part, a row for each step that fits one pull request. -->

## Current Focus

<!-- prompt: What is being worked on now, and what comes next. -->

## Action Log

- `+((n=t(i(l,"created",{start:{line:40,column:4},end:{line:40,column:11}}),l))!=null?n:"")+`: created
`},useData:!0},
  "plan": {0:function(e,l,i,u,o){var n,r=e.lookupProperty||function(s,t){if(Object.prototype.hasOwnProperty.call(s,t))return s[t]};return`related_docs:
`+((n=r(i,"each").call(l??(e.nullContext||{}),r(l,"related"),{name:"each",hash:{},fn:e.program(1,o,0),inverse:e.noop,data:o,loc:{start:{line:8,column:0},end:{line:10,column:9}}}))!=null?n:"")},1:function(e,l,i,u,o){var n,r=e.lookupProperty||function(s,t){if(Object.prototype.hasOwnProperty.call(s,t))return s[t]};return"  - "+((n=r(i,"yaml").call(l??(e.nullContext||{}),l,{name:"yaml",hash:{},data:o,loc:{start:{line:9,column:4},end:{line:9,column:17}}}))!=null?n:"")+`
`},compiler:[8,">= 4.3.0"],main:function(e,l,i,u,o){var n,r=e.strict,s=e.lambda,t=l??(e.nullContext||{}),a=e.lookupProperty||function(c,m){if(Object.prototype.hasOwnProperty.call(c,m))return c[m]};return`---
id: `+((n=s(r(l,"id",{start:{line:2,column:6},end:{line:2,column:8}}),l))!=null?n:"")+`
title: `+((n=a(i,"yaml").call(t,a(l,"title"),{name:"yaml",hash:{},data:o,loc:{start:{line:3,column:7},end:{line:3,column:21}}}))!=null?n:"")+`
status: `+((n=a(i,"yaml").call(t,a(l,"status"),{name:"yaml",hash:{},data:o,loc:{start:{line:4,column:8},end:{line:4,column:23}}}))!=null?n:"")+"            # "+((n=a(i,"join").call(t,a(l,"statuses")," | ",{name:"join",hash:{},data:o,loc:{start:{line:4,column:37},end:{line:4,column:60}}}))!=null?n:"")+`
created: `+((n=s(r(l,"created",{start:{line:5,column:11},end:{line:5,column:18}}),l))!=null?n:"")+`
`+((n=a(i,"if").call(t,a(l,"related"),{name:"if",hash:{},fn:e.program(0,o,0),inverse:e.noop,data:o,loc:{start:{line:6,column:0},end:{line:11,column:7}}}))!=null?n:"")+`---

# `+((n=s(r(l,"id",{start:{line:14,column:4},end:{line:14,column:6}}),l))!=null?n:"")+" - "+((n=a(i,"line").call(t,a(l,"title"),{name:"line",hash:{},data:o,loc:{start:{line:14,column:11},end:{line:14,column:25}}}))!=null?n:"")+`

## Goal

<!-- prompt: What will be true when this plan is done? One or two sentences. -->

## Context

<!-- prompt: Why now? Name the bug, decision or research that this comes from, and what limits the solution. -->

## Proposed Changes

<!-- prompt: What changes where, grouped by part of the system; one checkbox for each change. -->

## Steps

<!-- prompt: The order of work. Each step small enough to check. -->

## Verification

<!-- prompt: How do you and others see that it works? Commands to run, things to look at. -->

## Tascs

<!-- prompt: Commands that prove that the work is done, in a fenced block whose info string is \`yaml tascs\`; doc-ops run executes them.
- id: fix
  title: The fix is in
  testing_instructions: npm test -- login
- id: review
  title: Somebody has read it
  dependencies: [fix]
  proof_required: { proof_type: manual }
-->

## Related

<!-- prompt: Tasks, decisions, bugs and research that belong to this plan; name their ids in related_docs above as well. -->
`},useData:!0},
  "research": {0:function(o,l,e,s,a){var n,i=o.lookupProperty||function(r,t){if(Object.prototype.hasOwnProperty.call(r,t))return r[t]};return`related_docs:
`+((n=i(e,"each").call(l??(o.nullContext||{}),i(l,"related"),{name:"each",hash:{},fn:o.program(1,a,0),inverse:o.noop,data:a,loc:{start:{line:8,column:0},end:{line:10,column:9}}}))!=null?n:"")},1:function(o,l,e,s,a){var n,i=o.lookupProperty||function(r,t){if(Object.prototype.hasOwnProperty.call(r,t))return r[t]};return"  - "+((n=i(e,"yaml").call(l??(o.nullContext||{}),l,{name:"yaml",hash:{},data:a,loc:{start:{line:9,column:4},end:{line:9,column:17}}}))!=null?n:"")+`
`},compiler:[8,">= 4.3.0"],main:function(o,l,e,s,a){var n,i=o.strict,r=o.lambda,t=l??(o.nullContext||{}),u=o.lookupProperty||function(c,m){if(Object.prototype.hasOwnProperty.call(c,m))return c[m]};return`---
id: `+((n=r(i(l,"id",{start:{line:2,column:6},end:{line:2,column:8}}),l))!=null?n:"")+`
title: `+((n=u(e,"yaml").call(t,u(l,"title"),{name:"yaml",hash:{},data:a,loc:{start:{line:3,column:7},end:{line:3,column:21}}}))!=null?n:"")+`
status: `+((n=u(e,"yaml").call(t,u(l,"status"),{name:"yaml",hash:{},data:a,loc:{start:{line:4,column:8},end:{line:4,column:23}}}))!=null?n:"")+"           # "+((n=u(e,"join").call(t,u(l,"statuses")," | ",{name:"join",hash:{},data:a,loc:{start:{line:4,column:36},end:{line:4,column:59}}}))!=null?n:"")+`
created: `+((n=r(i(l,"created",{start:{line:5,column:11},end:{line:5,column:18}}),l))!=null?n:"")+`
`+((n=u(e,"if").call(t,u(l,"related"),{name:"if",hash:{},fn:o.program(0,a,0),inverse:o.noop,data:a,loc:{start:{line:6,column:0},end:{line:11,column:7}}}))!=null?n:"")+`---

# `+((n=r(i(l,"id",{start:{line:14,column:4},end:{line:14,column:6}}),l))!=null?n:"")+" - "+((n=u(e,"line").call(t,u(l,"title"),{name:"line",hash:{},data:a,loc:{start:{line:14,column:11},end:{line:14,column:25}}}))!=null?n:"")+`

## Question

<!-- prompt: What do we need to know, and what will we decide with it? -->

## Method

<!-- prompt: What was read, measured or tried, so that somebody else could do it again. -->

## Findings

<!-- prompt: What was found, facts apart from opinions. -->

## Sources

<!-- prompt: Links, versions, dates. -->

## Conclusion

<!-- prompt: The answer, how sure we are, and what follows from it. -->
`},useData:!0},
  "task": {0:function(o,n,e,r,a){var l,c=o.lookupProperty||function(i,t){if(Object.prototype.hasOwnProperty.call(i,t))return i[t]};return`related_docs:
`+((l=c(e,"each").call(n??(o.nullContext||{}),c(n,"related"),{name:"each",hash:{},fn:o.program(1,a,0),inverse:o.noop,data:a,loc:{start:{line:9,column:0},end:{line:11,column:9}}}))!=null?l:"")},1:function(o,n,e,r,a){var l,c=o.lookupProperty||function(i,t){if(Object.prototype.hasOwnProperty.call(i,t))return i[t]};return"  - "+((l=c(e,"yaml").call(n??(o.nullContext||{}),n,{name:"yaml",hash:{},data:a,loc:{start:{line:10,column:4},end:{line:10,column:17}}}))!=null?l:"")+`
`},compiler:[8,">= 4.3.0"],main:function(o,n,e,r,a){var l,c=o.strict,i=o.lambda,t=n??(o.nullContext||{}),u=o.lookupProperty||function(s,m){if(Object.prototype.hasOwnProperty.call(s,m))return s[m]};return`---
id: `+((l=i(c(n,"id",{start:{line:2,column:6},end:{line:2,column:8}}),n))!=null?l:"")+`
title: `+((l=u(e,"yaml").call(t,u(n,"title"),{name:"yaml",hash:{},data:a,loc:{start:{line:3,column:7},end:{line:3,column:21}}}))!=null?l:"")+`
status: `+((l=u(e,"yaml").call(t,u(n,"status"),{name:"yaml",hash:{},data:a,loc:{start:{line:4,column:8},end:{line:4,column:23}}}))!=null?l:"")+"             # "+((l=u(e,"join").call(t,u(n,"statuses")," | ",{name:"join",hash:{},data:a,loc:{start:{line:4,column:38},end:{line:4,column:61}}}))!=null?l:"")+`
priority: medium         # high | medium | low
created: `+((l=i(c(n,"created",{start:{line:6,column:11},end:{line:6,column:18}}),n))!=null?l:"")+`
`+((l=u(e,"if").call(t,u(n,"related"),{name:"if",hash:{},fn:o.program(0,a,0),inverse:o.noop,data:a,loc:{start:{line:7,column:0},end:{line:12,column:7}}}))!=null?l:"")+`---

# `+((l=i(c(n,"id",{start:{line:15,column:4},end:{line:15,column:6}}),n))!=null?l:"")+" - "+((l=u(e,"line").call(t,u(n,"title"),{name:"line",hash:{},data:a,loc:{start:{line:15,column:11},end:{line:15,column:25}}}))!=null?l:"")+`

## Why

<!-- prompt: Who needs this, and what for? -->

## Acceptance

<!-- prompt: What must hold when it is done, one checkbox each: \`- [ ] …\`. -->

## Notes

<!-- prompt: Hints, places to look at, what was tried. -->
`},useData:!0},
};
