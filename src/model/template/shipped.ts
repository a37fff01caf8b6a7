// Made by scripts/templates.mjs from templates/; do not edit.
// @ts-nocheck generated code of the Handlebars compiler

export const shippedTemplates: Readonly<Record<string, unknown>> = {
  "adr": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "related_docs:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"related"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":8,"column":0},"end":{"line":10,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  - "
    + ((stack1 = lookupProperty(helpers,"yaml").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":9,"column":4},"end":{"line":9,"column":17}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "---\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":2,"column":6},"end":{"line":2,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\ntitle: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"title"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":3,"column":7},"end":{"line":3,"column":21}}})) != null ? stack1 : "")
    + "\nstatus: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"status"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":4,"column":8},"end":{"line":4,"column":23}}})) != null ? stack1 : "")
    + "         # "
    + ((stack1 = lookupProperty(helpers,"join").call(alias3,lookupProperty(depth0,"statuses")," | ",{"name":"join","hash":{},"data":data,"loc":{"start":{"line":4,"column":34},"end":{"line":4,"column":57}}})) != null ? stack1 : "")
    + "\ncreated: "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":5,"column":11},"end":{"line":5,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"related"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":11,"column":7}}})) != null ? stack1 : "")
    + "---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":14,"column":4},"end":{"line":14,"column":6}} ), depth0)) != null ? stack1 : "")
    + " - "
    + ((stack1 = lookupProperty(helpers,"line").call(alias3,lookupProperty(depth0,"title"),{"name":"line","hash":{},"data":data,"loc":{"start":{"line":14,"column":11},"end":{"line":14,"column":25}}})) != null ? stack1 : "")
    + "\n\n## Context\n\n\u003C!-- prompt: What question has to be answered, and why now? What forces are at play? -->\n\n## Decision Drivers\n\n\u003C!-- prompt: What matters for the choice: qualities, limits, costs. -->\n\n## Considered Options\n\n\u003C!-- prompt: The options that were really considered, one line each, doing nothing included. -->\n\n## Decision\n\n\u003C!-- prompt: \"We will …\", and the reason that decided. -->\n\n## Consequences\n\n\u003C!-- prompt: What becomes easier, what becomes harder, what has to be done next. -->\n\n## Confirmation\n\n\u003C!-- prompt: How will anybody notice that the decision is not kept: a test, a lint rule, a review? -->\n";
},"useData":true},
  "backlog": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "related_docs:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"related"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":11,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  - "
    + ((stack1 = lookupProperty(helpers,"yaml").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":10,"column":4},"end":{"line":10,"column":17}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "---\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":2,"column":6},"end":{"line":2,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\ntitle: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"title"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":3,"column":7},"end":{"line":3,"column":21}}})) != null ? stack1 : "")
    + "\nstatus: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"status"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":4,"column":8},"end":{"line":4,"column":23}}})) != null ? stack1 : "")
    + "             # "
    + ((stack1 = lookupProperty(helpers,"join").call(alias3,lookupProperty(depth0,"statuses")," | ",{"name":"join","hash":{},"data":data,"loc":{"start":{"line":4,"column":38},"end":{"line":4,"column":61}}})) != null ? stack1 : "")
    + "\npriority: medium         # high | medium | low\ncreated: "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":6,"column":11},"end":{"line":6,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"related"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":7,"column":0},"end":{"line":12,"column":7}}})) != null ? stack1 : "")
    + "---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":15,"column":4},"end":{"line":15,"column":6}} ), depth0)) != null ? stack1 : "")
    + " - "
    + ((stack1 = lookupProperty(helpers,"line").call(alias3,lookupProperty(depth0,"title"),{"name":"line","hash":{},"data":data,"loc":{"start":{"line":15,"column":11},"end":{"line":15,"column":25}}})) != null ? stack1 : "")
    + "\n\n## Idea\n\n\u003C!-- prompt: What could be better, and for whom? -->\n\n## Value\n\n\u003C!-- prompt: What is gained, roughly how much work is it, what happens if it is never done? -->\n";
},"useData":true},
  "bug": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "related_docs:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"related"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":11,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  - "
    + ((stack1 = lookupProperty(helpers,"yaml").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":10,"column":4},"end":{"line":10,"column":17}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "---\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":2,"column":6},"end":{"line":2,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\ntitle: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"title"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":3,"column":7},"end":{"line":3,"column":21}}})) != null ? stack1 : "")
    + "\nstatus: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"status"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":4,"column":8},"end":{"line":4,"column":23}}})) != null ? stack1 : "")
    + "             # "
    + ((stack1 = lookupProperty(helpers,"join").call(alias3,lookupProperty(depth0,"statuses")," | ",{"name":"join","hash":{},"data":data,"loc":{"start":{"line":4,"column":38},"end":{"line":4,"column":61}}})) != null ? stack1 : "")
    + "\npriority: medium         # critical | high | medium | low\ncreated: "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":6,"column":11},"end":{"line":6,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"related"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":7,"column":0},"end":{"line":12,"column":7}}})) != null ? stack1 : "")
    + "---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":15,"column":4},"end":{"line":15,"column":6}} ), depth0)) != null ? stack1 : "")
    + " - "
    + ((stack1 = lookupProperty(helpers,"line").call(alias3,lookupProperty(depth0,"title"),{"name":"line","hash":{},"data":data,"loc":{"start":{"line":15,"column":11},"end":{"line":15,"column":25}}})) != null ? stack1 : "")
    + "\n\n## Steps to Reproduce\n\n\u003C!-- prompt: The shortest way to see it, from a clean start. -->\n\n## Expected\n\n\u003C!-- prompt: What should happen. -->\n\n## Actual\n\n\u003C!-- prompt: What happens instead: messages, logs, since when. -->\n\n## Environment\n\n\u003C!-- prompt: Version, system, configuration. -->\n\n## Cause\n\n\u003C!-- prompt: Once it is known: what is wrong, and why it was not noticed. -->\n\n## Regression Test\n\n\u003C!-- prompt: The test that fails without the fix. -->\n";
},"useData":true},
  "document": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "related_docs:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"related"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":8,"column":0},"end":{"line":10,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  - "
    + ((stack1 = lookupProperty(helpers,"yaml").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":9,"column":4},"end":{"line":9,"column":17}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "---\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":2,"column":6},"end":{"line":2,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\ntitle: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"title"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":3,"column":7},"end":{"line":3,"column":21}}})) != null ? stack1 : "")
    + "\nstatus: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"status"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":4,"column":8},"end":{"line":4,"column":23}}})) != null ? stack1 : "")
    + "             # "
    + ((stack1 = lookupProperty(helpers,"join").call(alias3,lookupProperty(depth0,"statuses")," | ",{"name":"join","hash":{},"data":data,"loc":{"start":{"line":4,"column":38},"end":{"line":4,"column":61}}})) != null ? stack1 : "")
    + "\ncreated: "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":5,"column":11},"end":{"line":5,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"related"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":11,"column":7}}})) != null ? stack1 : "")
    + "---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":14,"column":4},"end":{"line":14,"column":6}} ), depth0)) != null ? stack1 : "")
    + " - "
    + ((stack1 = lookupProperty(helpers,"line").call(alias3,lookupProperty(depth0,"title"),{"name":"line","hash":{},"data":data,"loc":{"start":{"line":14,"column":11},"end":{"line":14,"column":25}}})) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "objective": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "related_docs:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"related"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":8,"column":0},"end":{"line":10,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  - "
    + ((stack1 = lookupProperty(helpers,"yaml").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":9,"column":4},"end":{"line":9,"column":17}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "---\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":2,"column":6},"end":{"line":2,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\ntitle: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"title"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":3,"column":7},"end":{"line":3,"column":21}}})) != null ? stack1 : "")
    + "\nstatus: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"status"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":4,"column":8},"end":{"line":4,"column":23}}})) != null ? stack1 : "")
    + "           # "
    + ((stack1 = lookupProperty(helpers,"join").call(alias3,lookupProperty(depth0,"statuses")," | ",{"name":"join","hash":{},"data":data,"loc":{"start":{"line":4,"column":36},"end":{"line":4,"column":59}}})) != null ? stack1 : "")
    + "\ncreated: "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":5,"column":11},"end":{"line":5,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"related"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":11,"column":7}}})) != null ? stack1 : "")
    + "---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":14,"column":4},"end":{"line":14,"column":6}} ), depth0)) != null ? stack1 : "")
    + " - "
    + ((stack1 = lookupProperty(helpers,"line").call(alias3,lookupProperty(depth0,"title"),{"name":"line","hash":{},"data":data,"loc":{"start":{"line":14,"column":11},"end":{"line":14,"column":25}}})) != null ? stack1 : "")
    + "\n\n## Goal\n\n\u003C!-- prompt: Where do we want to be, and how will we know that we are there? -->\n\n## Design Decisions\n\n\u003C!-- prompt: What is decided for all steps below. -->\n\n## Roadmap\n\n### Phase 1: Foundation (1 PR)\n\n| Step | Description | Status | PR |\n| --- | --- | --- | --- |\n| 1.1 | First step | pending | - |\n\n\u003C!-- prompt: A phase for each part, a row for each step that fits one pull request. -->\n\n## Current Focus\n\n\u003C!-- prompt: What is being worked on now, and what comes next. -->\n\n## Action Log\n\n- "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":40,"column":4},"end":{"line":40,"column":11}} ), depth0)) != null ? stack1 : "")
    + ": created\n";
},"useData":true},
  "plan": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "related_docs:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"related"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":8,"column":0},"end":{"line":10,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  - "
    + ((stack1 = lookupProperty(helpers,"yaml").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":9,"column":4},"end":{"line":9,"column":17}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "---\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":2,"column":6},"end":{"line":2,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\ntitle: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"title"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":3,"column":7},"end":{"line":3,"column":21}}})) != null ? stack1 : "")
    + "\nstatus: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"status"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":4,"column":8},"end":{"line":4,"column":23}}})) != null ? stack1 : "")
    + "            # "
    + ((stack1 = lookupProperty(helpers,"join").call(alias3,lookupProperty(depth0,"statuses")," | ",{"name":"join","hash":{},"data":data,"loc":{"start":{"line":4,"column":37},"end":{"line":4,"column":60}}})) != null ? stack1 : "")
    + "\ncreated: "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":5,"column":11},"end":{"line":5,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"related"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":11,"column":7}}})) != null ? stack1 : "")
    + "---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":14,"column":4},"end":{"line":14,"column":6}} ), depth0)) != null ? stack1 : "")
    + " - "
    + ((stack1 = lookupProperty(helpers,"line").call(alias3,lookupProperty(depth0,"title"),{"name":"line","hash":{},"data":data,"loc":{"start":{"line":14,"column":11},"end":{"line":14,"column":25}}})) != null ? stack1 : "")
    + "\n\n## Goal\n\n\u003C!-- prompt: What will be true when this plan is done? One or two sentences. -->\n\n## Context\n\n\u003C!-- prompt: Why now? Name the bug, decision or research that this comes from, and what limits the solution. -->\n\n## Proposed Changes\n\n\u003C!-- prompt: What changes where, grouped by part of the system; one checkbox for each change. -->\n\n## Steps\n\n\u003C!-- prompt: The order of work. Each step small enough to check. -->\n\n## Verification\n\n\u003C!-- prompt: How do you and others see that it works? Commands to run, things to look at. -->\n\n## Tascs\n\n\u003C!-- prompt: Commands that prove that the work is done, in a fenced block whose info string is `yaml tascs`; doc-ops run executes them.\n- id: fix\n  title: The fix is in\n  testing_instructions: npm test -- login\n- id: review\n  title: Somebody has read it\n  dependencies: [fix]\n  proof_required: { proof_type: manual }\n-->\n\n## Related\n\n\u003C!-- prompt: Tasks, decisions, bugs and research that belong to this plan; name their ids in related_docs above as well. -->\n";
},"useData":true},
  "research": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "related_docs:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"related"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":8,"column":0},"end":{"line":10,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  - "
    + ((stack1 = lookupProperty(helpers,"yaml").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":9,"column":4},"end":{"line":9,"column":17}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "---\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":2,"column":6},"end":{"line":2,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\ntitle: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"title"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":3,"column":7},"end":{"line":3,"column":21}}})) != null ? stack1 : "")
    + "\nstatus: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"status"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":4,"column":8},"end":{"line":4,"column":23}}})) != null ? stack1 : "")
    + "           # "
    + ((stack1 = lookupProperty(helpers,"join").call(alias3,lookupProperty(depth0,"statuses")," | ",{"name":"join","hash":{},"data":data,"loc":{"start":{"line":4,"column":36},"end":{"line":4,"column":59}}})) != null ? stack1 : "")
    + "\ncreated: "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":5,"column":11},"end":{"line":5,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"related"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":11,"column":7}}})) != null ? stack1 : "")
    + "---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":14,"column":4},"end":{"line":14,"column":6}} ), depth0)) != null ? stack1 : "")
    + " - "
    + ((stack1 = lookupProperty(helpers,"line").call(alias3,lookupProperty(depth0,"title"),{"name":"line","hash":{},"data":data,"loc":{"start":{"line":14,"column":11},"end":{"line":14,"column":25}}})) != null ? stack1 : "")
    + "\n\n## Question\n\n\u003C!-- prompt: What do we need to know, and what will we decide with it? -->\n\n## Method\n\n\u003C!-- prompt: What was read, measured or tried, so that somebody else could do it again. -->\n\n## Findings\n\n\u003C!-- prompt: What was found, facts apart from opinions. -->\n\n## Sources\n\n\u003C!-- prompt: Links, versions, dates. -->\n\n## Conclusion\n\n\u003C!-- prompt: The answer, how sure we are, and what follows from it. -->\n";
},"useData":true},
  "task": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "related_docs:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"related"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":11,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  - "
    + ((stack1 = lookupProperty(helpers,"yaml").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":10,"column":4},"end":{"line":10,"column":17}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "---\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":2,"column":6},"end":{"line":2,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\ntitle: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"title"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":3,"column":7},"end":{"line":3,"column":21}}})) != null ? stack1 : "")
    + "\nstatus: "
    + ((stack1 = lookupProperty(helpers,"yaml").call(alias3,lookupProperty(depth0,"status"),{"name":"yaml","hash":{},"data":data,"loc":{"start":{"line":4,"column":8},"end":{"line":4,"column":23}}})) != null ? stack1 : "")
    + "             # "
    + ((stack1 = lookupProperty(helpers,"join").call(alias3,lookupProperty(depth0,"statuses")," | ",{"name":"join","hash":{},"data":data,"loc":{"start":{"line":4,"column":38},"end":{"line":4,"column":61}}})) != null ? stack1 : "")
    + "\npriority: medium         # high | medium | low\ncreated: "
    + ((stack1 = alias2(alias1(depth0, "created", {"start":{"line":6,"column":11},"end":{"line":6,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"related"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":7,"column":0},"end":{"line":12,"column":7}}})) != null ? stack1 : "")
    + "---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":15,"column":4},"end":{"line":15,"column":6}} ), depth0)) != null ? stack1 : "")
    + " - "
    + ((stack1 = lookupProperty(helpers,"line").call(alias3,lookupProperty(depth0,"title"),{"name":"line","hash":{},"data":data,"loc":{"start":{"line":15,"column":11},"end":{"line":15,"column":25}}})) != null ? stack1 : "")
    + "\n\n## Why\n\n\u003C!-- prompt: Who needs this, and what for? -->\n\n## Acceptance\n\n\u003C!-- prompt: What must hold when it is done, one checkbox each: `- [ ] …`. -->\n\n## Notes\n\n\u003C!-- prompt: Hints, places to look at, what was tried. -->\n";
},"useData":true},
};
