/** Names of the resources of FHIR R4. Source: HL7 FHIR R4 (4.0.1), resource list. */
export const R4_RESOURCES: ReadonlySet<string> = new Set(
  `Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent Basic Binary
  BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CarePlan CareTeam CatalogEntry ChargeItem
  ChargeItemDefinition Claim ClaimResponse ClinicalImpression CodeSystem Communication CommunicationRequest
  CompartmentDefinition Composition ConceptMap Condition Consent Contract Coverage CoverageEligibilityRequest
  CoverageEligibilityResponse DetectedIssue Device DeviceDefinition DeviceMetric DeviceRequest DeviceUseStatement
  DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest
  EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit
  FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy Immunization
  ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide InsurancePlan Invoice Library Linkage List
  Location Measure MeasureReport Media Medication MedicationAdministration MedicationDispense MedicationKnowledge
  MedicationRequest MedicationStatement MedicinalProduct MedicinalProductAuthorization
  MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction
  MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical
  MedicinalProductUndesirableEffect MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionOrder
  Observation ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation
  Parameters Patient PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner PractitionerRole
  Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup ResearchDefinition
  ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment RiskEvidenceSynthesis Schedule
  SearchParameter ServiceRequest Slot Specimen SpecimenDefinition StructureDefinition StructureMap Subscription
  Substance SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation
  SubstanceSourceMaterial SubstanceSpecification SupplyDelivery SupplyRequest Task TerminologyCapabilities
  TestReport TestScript ValueSet VerificationResult VisionPrescription`.split(/\s+/),
);

/** Elements that must be there, by resource; `x[x]` stands for any type of a choice. Source: HL7 FHIR R4, cardinality
 *  1..1 or 1..* of the resources this package reads. */
export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  AllergyIntolerance: ['patient'],
  Binary: ['contentType'],
  Bundle: ['type'],
  Composition: ['status', 'type', 'date', 'author', 'title'],
  Condition: ['subject'],
  Coverage: ['status', 'beneficiary', 'payor'],
  DiagnosticReport: ['status', 'code'],
  DocumentReference: ['status', 'content'],
  Encounter: ['status', 'class'],
  Immunization: ['status', 'vaccineCode', 'patient', 'occurrence[x]'],
  Invoice: ['status'],
  MedicationAdministration: ['status', 'medication[x]', 'subject', 'effective[x]'],
  MedicationDispense: ['status', 'medication[x]'],
  MedicationRequest: ['status', 'intent', 'medication[x]', 'subject'],
  MedicationStatement: ['status', 'medication[x]', 'subject'],
  Observation: ['status', 'code'],
  Procedure: ['status', 'subject'],
  RelatedPerson: ['patient'],
};

/** Which elements are objects and which are plain values, by resource, as far as this package reads them. */
export const SHAPES: Readonly<
  Record<string, { readonly objects: readonly string[]; readonly values: readonly string[] }>
> = {
  Patient: {
    objects: ['name', 'identifier', 'telecom', 'address', 'contact'],
    values: ['birthDate', 'gender', 'active'],
  },
  Condition: { objects: ['code', 'subject', 'clinicalStatus', 'note'], values: ['recordedDate', 'onsetDateTime'] },
  Observation: {
    objects: ['code', 'subject', 'valueQuantity', 'component'],
    values: ['status', 'effectiveDateTime', 'valueString'],
  },
  MedicationRequest: { objects: ['subject', 'dosageInstruction'], values: ['status', 'intent', 'authoredOn'] },
  MedicationDispense: { objects: ['subject', 'quantity'], values: ['status', 'whenHandedOver'] },
  Medication: { objects: ['code', 'form', 'ingredient'], values: ['status'] },
  Coverage: { objects: ['type', 'beneficiary', 'payor'], values: ['status', 'subscriberId'] },
  Bundle: { objects: ['entry', 'identifier'], values: ['type', 'timestamp'] },
};

/** The form of the codes of German code systems, where a wrong one can be told without the official table (which
 *  changes): DMP and WOP have two digits, the group of persons is one of six. Source: KVDT 4131, 4132, 3116, 3108. */
export const CODE_FORMS: Readonly<Record<string, RegExp>> = {
  'https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_KBV_PERSONENGRUPPE': /^0[046789]$/,
  'https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_KBV_DMP': /^\d\d$/,
  'https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_ITA_WOP': /^\d\d$/,
  'https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_KBV_VERSICHERTENSTATUS': /^[135]$/,
  'http://fhir.de/CodeSystem/versicherungsart-de-basis': /^[A-Z]{2,4}$/,
  'http://fhir.de/CodeSystem/ifa/pzn': /^\d{7,8}$/,
};

/** Code system of the Pharmazentralnummer. */
export const PZN_SYSTEM = 'http://fhir.de/CodeSystem/ifa/pzn';
/** Identifier systems of the insurance number, statutory and private. Source: de.basisprofil.r4. */
export const KVNR_SYSTEMS: ReadonlySet<string> = new Set([
  'http://fhir.de/sid/gkv/kvid-10',
  'http://fhir.de/NamingSystem/gkv/kvid-10',
  'http://fhir.de/sid/pkv/kvid-10',
]);
