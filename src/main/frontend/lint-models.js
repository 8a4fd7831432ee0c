// Checks every model under processes/ the way Camunda Modeler reads it: `npm run lint:models`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { validate as validateTemplate } from '@bpmn-io/element-templates-validator';
import { BpmnModdle } from 'bpmn-moddle';
import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import { DmnModdle } from 'dmn-moddle';

const require = createRequire(import.meta.url);
const camundaModdle = require('camunda-bpmn-moddle/resources/camunda.json');
const lintConfig = JSON.parse(readFileSync(new URL('.bpmnlintrc', import.meta.url), 'utf8'));

const processes = process.argv[2] ?? fileURLToPath(new URL('../../../processes', import.meta.url));
const templatesFolder = join(processes, '.camunda', 'element-templates');
const formsFolder = join(processes, 'forms');

// What form-js 1.8, which the Tasklist of Camunda 7.24 shows forms with, can draw.
const FORM_SCHEMA_VERSION = 16;
const FORM_TYPES = new Set([
  'button', 'checkbox', 'checklist', 'datetime', 'dynamiclist', 'expression', 'group', 'html', 'iframe', 'image', 'number', 'radio',
  'select', 'separator', 'spacer', 'table', 'taglist', 'text', 'textarea', 'textfield'
]);
const FORM_TYPES_WITH_KEY = new Set([
  'checkbox', 'checklist', 'datetime', 'expression', 'number', 'radio', 'select', 'taglist', 'textarea', 'textfield'
]);
const FORM_TYPES_WITH_OPTIONS = new Set(['checklist', 'radio', 'select', 'taglist']);

const problems = [];
const report = (file, message) => problems.push(`${file}: ${message}`);

const files = (folder, ending) =>
  existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith(ending)).sort().map(name => join(folder, name)) : [];

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    report(file, `is no JSON: ${error.message}`);
    return null;
  }
}

async function readXml(file, moddle) {
  try {
    const { rootElement, warnings } = await moddle.fromXML(readFileSync(file, 'utf8'));

    warnings.forEach(warning => report(file, warning.message));

    return rootElement;
  } catch (error) {
    report(file, `cannot be read: ${error.message}`);
    return null;
  }
}

async function lintBpmn(file, templateIds) {
  const rootElement = await readXml(file, new BpmnModdle({ camunda: camundaModdle }));

  if (!rootElement) {
    return;
  }

  // some rules remember what they saw, so every file gets a linter of its own
  const reports = await new Linter({ resolver: new NodeResolver(), config: lintConfig }).lint(rootElement);

  for (const [rule, findings] of Object.entries(reports)) {
    findings.forEach(finding => report(file, `${finding.id ?? ''} ${finding.message} (${rule})`));
  }

  const [process] = rootElement.rootElements.filter(element => element.$type === 'bpmn:Process');

  [process, ...process.flowElements]
    .map(element => element.get('camunda:modelerTemplate'))
    .filter(id => id && !templateIds.has(id))
    .forEach(id => report(file, `uses the element template ${id}, which does not exist`));

  process.flowElements
    .map(element => element.get('camunda:formRef'))
    .filter(id => id && !existsSync(join(formsFolder, `${id}.form`)))
    .forEach(id => report(file, `uses the form ${id}, which does not exist`));
}

function lintTemplate(file) {
  const template = readJson(file);

  if (!template) {
    return;
  }

  const { valid, errors } = validateTemplate(template);

  if (!valid) {
    errors.forEach(error => report(file, error.message));
  }
}

function lintForm(file) {
  const form = readJson(file);

  if (!form) {
    return;
  }

  if (form.id !== basename(file, '.form')) {
    report(file, `has the id ${form.id}, which is not its file name`);
  }

  if (form.executionPlatform !== 'Camunda Platform') {
    report(file, `is made for ${form.executionPlatform}`);
  }

  if (form.schemaVersion > FORM_SCHEMA_VERSION) {
    report(file, `has schema version ${form.schemaVersion}, the Tasklist reads up to ${FORM_SCHEMA_VERSION}`);
  }

  const components = (form.components ?? []).flatMap(component => [component, ...(component.components ?? [])]);

  components.forEach(component => lintFormComponent(file, component));
  duplicates(components.map(component => component.id)).forEach(id => report(file, `has two components with the id ${id}`));
  duplicates(components.map(component => component.key)).forEach(key => report(file, `has two fields with the key ${key}`));
}

function lintFormComponent(file, component) {
  const name = component.key ?? component.id;

  if (!FORM_TYPES.has(component.type)) {
    report(file, `${name} has the unknown type ${component.type}`);
  }

  if (FORM_TYPES_WITH_KEY.has(component.type) && !(component.key && (component.label || component.dateLabel))) {
    report(file, `${name} needs a key and a label`);
  }

  if (FORM_TYPES_WITH_OPTIONS.has(component.type) && !(component.values?.length || component.valuesKey || component.valuesExpression)) {
    report(file, `${name} offers nothing to choose`);
  }

  if (component.validate?.pattern) {
    try {
      new RegExp(component.validate.pattern);
    } catch (error) {
      report(file, `${name} has a pattern that is no regular expression: ${error.message}`);
    }
  }
}

function duplicates(values) {
  return values.filter((value, index) => value && values.indexOf(value) !== index);
}

const bpmnFiles = files(processes, '.bpmn');
const dmnFiles = files(processes, '.dmn');
const templateFiles = files(templatesFolder, '.json');
const formFiles = files(formsFolder, '.form');

templateFiles.forEach(lintTemplate);
formFiles.forEach(lintForm);

const templateIds = new Set(templateFiles.map(readJson).map(template => template?.id));

for (const file of bpmnFiles) {
  await lintBpmn(file, templateIds);
}

for (const file of dmnFiles) {
  await readXml(file, new DmnModdle());
}

problems.forEach(problem => console.error(problem));
console.log(
  `${bpmnFiles.length} processes, ${dmnFiles.length} decisions, ${formFiles.length} forms, ${templateFiles.length} element templates: ` +
  (problems.length ? `${problems.length} problems` : 'all well')
);

process.exitCode = problems.length || !bpmnFiles.length ? 1 : 0;
