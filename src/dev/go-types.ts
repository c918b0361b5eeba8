/**
 * What the published OpenAPI does not say of the Go types of k8s.io/api v0.37.2 and the API server writes in its
 * messages: the type of a field that is not simply `string`, `[]string`, `map[string]string` or named as in OpenAPI.
 * Read by reflection from the Go structs; each Go type with the `<package>.<version>.<Type>.<field>`s that have it.
 */
export const fieldTypes: Readonly<Record<string, string>> = {
  '[]types.UID': 'batch.v1.UncountedTerminatedPods.failed batch.v1.UncountedTerminatedPods.succeeded',
  '[]v1.Capability': 'core.v1.Capabilities.add core.v1.Capabilities.drop',
  '[]v1.FinalizerName': 'core.v1.NamespaceSpec.finalizers',
  '[]v1.IPFamily': 'core.v1.ServiceSpec.ipFamilies',
  '[]v1.PersistentVolumeAccessMode': `
    core.v1.PersistentVolumeClaimSpec.accessModes core.v1.PersistentVolumeClaimStatus.accessModes`,
  '[]v1.PolicyType': 'networking.v1.NetworkPolicySpec.policyTypes',
  '[]v1.UniqueVolumeName': 'core.v1.NodeStatus.volumesInUse',
  'map[v1.ResourceName]v1.ClaimResourceStatus': 'core.v1.PersistentVolumeClaimStatus.allocatedResourceStatuses',
  'types.UID': `
    core.v1.ConfigMapNodeConfigSource.uid core.v1.ObjectReference.uid meta.v1.ObjectMeta.uid
    meta.v1.OwnerReference.uid`,
  'v1.AddressType': 'discovery.v1.EndpointSlice.addressType',
  'v1.AppArmorProfileType': 'core.v1.AppArmorProfile.type',
  'v1.AzureDataDiskCachingMode': 'core.v1.AzureDiskVolumeSource.cachingMode',
  'v1.AzureDataDiskKind': 'core.v1.AzureDiskVolumeSource.kind',
  'v1.CompletionMode': 'batch.v1.JobSpec.completionMode',
  'v1.ConcurrencyPolicy': 'batch.v1.CronJobSpec.concurrencyPolicy',
  'v1.ConditionStatus': `
    apps.v1.DaemonSetCondition.status apps.v1.DeploymentCondition.status apps.v1.ReplicaSetCondition.status
    apps.v1.StatefulSetCondition.status batch.v1.JobCondition.status
    batch.v1.PodFailurePolicyOnPodConditionsPattern.status core.v1.NamespaceCondition.status
    core.v1.NodeCondition.status core.v1.PersistentVolumeClaimCondition.status core.v1.PodCondition.status
    core.v1.ReplicationControllerCondition.status meta.v1.Condition.status`,
  'v1.ContainerRestartPolicy': 'core.v1.Container.restartPolicy core.v1.EphemeralContainer.restartPolicy',
  'v1.ContainerRestartRuleAction': 'core.v1.ContainerRestartRule.action',
  'v1.ContainerRestartRuleOnExitCodesOperator': 'core.v1.ContainerRestartRuleOnExitCodes.operator',
  'v1.DNSPolicy': 'core.v1.PodSpec.dnsPolicy',
  'v1.DaemonSetConditionType': 'apps.v1.DaemonSetCondition.type',
  'v1.DaemonSetUpdateStrategyType': 'apps.v1.DaemonSetUpdateStrategy.type',
  'v1.DeploymentConditionType': 'apps.v1.DeploymentCondition.type',
  'v1.DeploymentStrategyType': 'apps.v1.DeploymentStrategy.type',
  'v1.GRPCProbeMode': 'core.v1.GRPCAction.mode',
  'v1.HTTPProtocol': 'core.v1.HTTPGetAction.protocol',
  'v1.HostPathType': 'core.v1.HostPathVolumeSource.type',
  'v1.IPFamilyPolicy': 'core.v1.ServiceSpec.ipFamilyPolicy',
  'v1.JobConditionType': 'batch.v1.JobCondition.type',
  'v1.LabelSelectorOperator': 'meta.v1.LabelSelectorRequirement.operator',
  'v1.LoadBalancerIPMode': 'core.v1.LoadBalancerIngress.ipMode',
  'v1.ManagedFieldsOperationType': 'meta.v1.ManagedFieldsEntry.operation',
  'v1.MountPropagationMode': 'core.v1.VolumeMount.mountPropagation',
  'v1.NamespaceConditionType': 'core.v1.NamespaceCondition.type',
  'v1.NamespacePhase': 'core.v1.NamespaceStatus.phase',
  'v1.NodeAddressType': 'core.v1.NodeAddress.type',
  'v1.NodeConditionType': 'core.v1.NodeCondition.type',
  'v1.NodeInclusionPolicy': `
    core.v1.TopologySpreadConstraint.nodeAffinityPolicy core.v1.TopologySpreadConstraint.nodeTaintsPolicy`,
  'v1.NodePhase': 'core.v1.NodeStatus.phase',
  'v1.NodeSelectorOperator': 'core.v1.NodeSelectorRequirement.operator',
  'v1.OSName': 'core.v1.PodOS.name',
  'v1.PathType': 'networking.v1.HTTPIngressPath.pathType',
  'v1.PersistentVolumeClaimConditionType': 'core.v1.PersistentVolumeClaimCondition.type',
  'v1.PersistentVolumeClaimModifyVolumeStatus': 'core.v1.ModifyVolumeStatus.status',
  'v1.PersistentVolumeClaimPhase': 'core.v1.PersistentVolumeClaimStatus.phase',
  'v1.PersistentVolumeClaimRetentionPolicyType': `
    apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted
    apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled`,
  'v1.PersistentVolumeMode': 'core.v1.PersistentVolumeClaimSpec.volumeMode',
  'v1.PodConditionType': `
    batch.v1.PodFailurePolicyOnPodConditionsPattern.type core.v1.PodCondition.type
    core.v1.PodReadinessGate.conditionType`,
  'v1.PodFSGroupChangePolicy': 'core.v1.PodSecurityContext.fsGroupChangePolicy',
  'v1.PodFailurePolicyAction': 'batch.v1.PodFailurePolicyRule.action',
  'v1.PodFailurePolicyOnExitCodesOperator': 'batch.v1.PodFailurePolicyOnExitCodesRequirement.operator',
  'v1.PodManagementPolicyType': 'apps.v1.StatefulSetSpec.podManagementPolicy',
  'v1.PodPhase': 'core.v1.PodStatus.phase',
  'v1.PodQOSClass': 'core.v1.PodStatus.qosClass',
  'v1.PodReplacementPolicy': 'batch.v1.JobSpec.podReplacementPolicy',
  'v1.PodResizeStatus': 'core.v1.PodStatus.resize',
  'v1.PodSELinuxChangePolicy': 'core.v1.PodSecurityContext.seLinuxChangePolicy',
  'v1.PreemptionPolicy': 'core.v1.PodSpec.preemptionPolicy',
  'v1.ProcMountType': 'core.v1.SecurityContext.procMount',
  'v1.Protocol': `
    core.v1.ContainerPort.protocol core.v1.EndpointPort.protocol core.v1.PortStatus.protocol
    core.v1.ServicePort.protocol discovery.v1.EndpointPort.protocol networking.v1.IngressPortStatus.protocol
    networking.v1.NetworkPolicyPort.protocol`,
  'v1.PullPolicy': `
    core.v1.Container.imagePullPolicy core.v1.EphemeralContainer.imagePullPolicy
    core.v1.ImageVolumeSource.pullPolicy`,
  'v1.RecursiveReadOnlyMode': 'core.v1.VolumeMount.recursiveReadOnly core.v1.VolumeMountStatus.recursiveReadOnly',
  'v1.ReplicaSetConditionType': 'apps.v1.ReplicaSetCondition.type',
  'v1.ReplicationControllerConditionType': 'core.v1.ReplicationControllerCondition.type',
  'v1.ResourceHealthStatus': 'core.v1.ResourceHealth.health',
  'v1.ResourceID': 'core.v1.ResourceHealth.resourceID',
  'v1.ResourceList': `
    core.v1.ContainerStatus.allocatedResources core.v1.NodeStatus.allocatable core.v1.NodeStatus.capacity
    core.v1.PersistentVolumeClaimStatus.allocatedResources core.v1.PersistentVolumeClaimStatus.capacity
    core.v1.PodSpec.overhead core.v1.PodStatus.allocatedResources core.v1.ResourceRequirements.limits
    core.v1.ResourceRequirements.requests core.v1.VolumeResourceRequirements.limits
    core.v1.VolumeResourceRequirements.requests`,
  'v1.ResourceName': `
    core.v1.ContainerResizePolicy.resourceName core.v1.NodeAllocatableMappedResources.name
    core.v1.NodeAllocatableOverheadResources.name core.v1.ResourceStatus.name`,
  'v1.ResourceResizeRestartPolicy': 'core.v1.ContainerResizePolicy.restartPolicy',
  'v1.RestartPolicy': 'core.v1.PodSpec.restartPolicy',
  'v1.SeccompProfileType': 'core.v1.SeccompProfile.type',
  'v1.SecretType': 'core.v1.Secret.type',
  'v1.ServiceAffinity': 'core.v1.ServiceSpec.sessionAffinity',
  'v1.ServiceExternalTrafficPolicy': 'core.v1.ServiceSpec.externalTrafficPolicy',
  'v1.ServiceInternalTrafficPolicy': 'core.v1.ServiceSpec.internalTrafficPolicy',
  'v1.ServiceType': 'core.v1.ServiceSpec.type',
  'v1.Signal': 'core.v1.ContainerStatus.stopSignal core.v1.Lifecycle.stopSignal',
  'v1.StatefulSetConditionType': 'apps.v1.StatefulSetCondition.type',
  'v1.StatefulSetUpdateStrategyType': 'apps.v1.StatefulSetUpdateStrategy.type',
  'v1.StorageMedium': 'core.v1.EmptyDirVolumeSource.medium',
  'v1.SupplementalGroupsPolicy': 'core.v1.PodSecurityContext.supplementalGroupsPolicy',
  'v1.TaintEffect': 'core.v1.Taint.effect core.v1.Toleration.effect',
  'v1.TerminationMessagePolicy': `
    core.v1.Container.terminationMessagePolicy core.v1.EphemeralContainer.terminationMessagePolicy`,
  'v1.TolerationOperator': 'core.v1.Toleration.operator',
  'v1.URIScheme': 'core.v1.HTTPGetAction.scheme',
  'v1.UniqueVolumeName': 'core.v1.AttachedVolume.name',
  'v1.UnsatisfiableConstraintAction': 'core.v1.TopologySpreadConstraint.whenUnsatisfiable',
  'v1.VolumeHealthStatusType': 'core.v1.VolumeHealthCondition.status',
};

/**
 * Go structs that are embedded in others: their fields are written in the JSON of the outer one, but error messages
 * name them, as in `IngressRule.spec.rules.IngressRuleValue.http`.
 */
export const embeddedFields: Readonly<Record<string, string>> = {
  EphemeralContainerCommon: `
    core.v1.EphemeralContainer.args core.v1.EphemeralContainer.command core.v1.EphemeralContainer.env
    core.v1.EphemeralContainer.envFrom core.v1.EphemeralContainer.image core.v1.EphemeralContainer.imagePullPolicy
    core.v1.EphemeralContainer.lifecycle core.v1.EphemeralContainer.livenessProbe core.v1.EphemeralContainer.name
    core.v1.EphemeralContainer.ports core.v1.EphemeralContainer.readinessProbe
    core.v1.EphemeralContainer.resizePolicy core.v1.EphemeralContainer.resources
    core.v1.EphemeralContainer.restartPolicy core.v1.EphemeralContainer.restartPolicyRules
    core.v1.EphemeralContainer.securityContext core.v1.EphemeralContainer.startupProbe
    core.v1.EphemeralContainer.stdin core.v1.EphemeralContainer.stdinOnce
    core.v1.EphemeralContainer.terminationMessagePath core.v1.EphemeralContainer.terminationMessagePolicy
    core.v1.EphemeralContainer.tty core.v1.EphemeralContainer.volumeDevices core.v1.EphemeralContainer.volumeMounts
    core.v1.EphemeralContainer.workingDir`,
  IngressRuleValue: 'networking.v1.IngressRule.http',
  LocalObjectReference: `
    core.v1.ConfigMapEnvSource.name core.v1.ConfigMapKeySelector.name core.v1.ConfigMapProjection.name
    core.v1.ConfigMapVolumeSource.name core.v1.SecretEnvSource.name core.v1.SecretKeySelector.name
    core.v1.SecretProjection.name`,
  ProbeHandler: 'core.v1.Probe.exec core.v1.Probe.grpc core.v1.Probe.httpGet core.v1.Probe.tcpSocket',
  TypeMeta: 'core.v1.PersistentVolumeClaim.apiVersion core.v1.PersistentVolumeClaim.kind',
  VolumeSource: `
    core.v1.Volume.awsElasticBlockStore core.v1.Volume.azureDisk core.v1.Volume.azureFile core.v1.Volume.cephfs
    core.v1.Volume.cinder core.v1.Volume.configMap core.v1.Volume.csi core.v1.Volume.downwardAPI
    core.v1.Volume.emptyDir core.v1.Volume.ephemeral core.v1.Volume.fc core.v1.Volume.flexVolume
    core.v1.Volume.flocker core.v1.Volume.gcePersistentDisk core.v1.Volume.gitRepo core.v1.Volume.glusterfs
    core.v1.Volume.hostPath core.v1.Volume.image core.v1.Volume.iscsi core.v1.Volume.nfs
    core.v1.Volume.persistentVolumeClaim core.v1.Volume.photonPersistentDisk core.v1.Volume.portworxVolume
    core.v1.Volume.projected core.v1.Volume.quobyte core.v1.Volume.rbd core.v1.Volume.scaleIO core.v1.Volume.secret
    core.v1.Volume.storageos core.v1.Volume.vsphereVolume`,
};
