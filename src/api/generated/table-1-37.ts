// Made from schemas/k8s/1.37 by src/dev/schemas.ts; src/api/schema/types.ts explains the notation.

/** The type of each kind, by apiVersion/kind. */
export const kinds: Readonly<Record<string, string>> = {
  'apps/v1/DaemonSet': 'apps.v1.DaemonSet',
  'apps/v1/Deployment': 'apps.v1.Deployment',
  'apps/v1/ReplicaSet': 'apps.v1.ReplicaSet',
  'apps/v1/StatefulSet': 'apps.v1.StatefulSet',
  'batch/v1/CronJob': 'batch.v1.CronJob',
  'batch/v1/Job': 'batch.v1.Job',
  'discovery.k8s.io/v1/EndpointSlice': 'discovery.v1.EndpointSlice',
  'networking.k8s.io/v1/Ingress': 'networking.v1.Ingress',
  'networking.k8s.io/v1/IngressClass': 'networking.v1.IngressClass',
  'networking.k8s.io/v1/NetworkPolicy': 'networking.v1.NetworkPolicy',
  'v1/ConfigMap': 'core.v1.ConfigMap',
  'v1/Endpoints': 'core.v1.Endpoints',
  'v1/Namespace': 'core.v1.Namespace',
  'v1/Node': 'core.v1.Node',
  'v1/Pod': 'core.v1.Pod',
  'v1/PodTemplate': 'core.v1.PodTemplate',
  'v1/ReplicationController': 'core.v1.ReplicationController',
  'v1/Secret': 'core.v1.Secret',
  'v1/Service': 'core.v1.Service',
};

/** A line for the fields of each type that has some. */
export const types = `
apps.v1.DaemonSet apiVersion kind metadata:meta.v1.ObjectMeta spec:DaemonSetSpec status:DaemonSetStatus
apps.v1.DaemonSetCondition lastTransitionTime:t message reason status type
apps.v1.DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i selector:meta.v1.LabelSelector template:core.v1.PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
apps.v1.DaemonSetStatus collisionCount:i conditions:[DaemonSetCondition currentNumberScheduled:i desiredNumberScheduled:i numberAvailable:i numberMisscheduled:i numberReady:i numberUnavailable:i observedGeneration:l updatedNumberScheduled:i
apps.v1.DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type
apps.v1.Deployment apiVersion kind metadata:meta.v1.ObjectMeta spec:DeploymentSpec status:DeploymentStatus
apps.v1.DeploymentCondition lastTransitionTime:t lastUpdateTime:t message reason status type
apps.v1.DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i replicas:i revisionHistoryLimit:i selector:meta.v1.LabelSelector strategy:DeploymentStrategy template:core.v1.PodTemplateSpec
apps.v1.DeploymentStatus availableReplicas:i collisionCount:i conditions:[DeploymentCondition observedGeneration:l readyReplicas:i replicas:i terminatingReplicas:i unavailableReplicas:i updatedReplicas:i
apps.v1.DeploymentStrategy rollingUpdate:RollingUpdateDeployment type
apps.v1.ReplicaSet apiVersion kind metadata:meta.v1.ObjectMeta spec:ReplicaSetSpec status:ReplicaSetStatus
apps.v1.ReplicaSetCondition lastTransitionTime:t message reason status type
apps.v1.ReplicaSetSpec minReadySeconds:i replicas:i selector:meta.v1.LabelSelector template:core.v1.PodTemplateSpec
apps.v1.ReplicaSetStatus availableReplicas:i conditions:[ReplicaSetCondition fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas:i terminatingReplicas:i
apps.v1.RollingUpdateDaemonSet maxSurge:x maxUnavailable:x
apps.v1.RollingUpdateDeployment maxSurge:x maxUnavailable:x
apps.v1.RollingUpdateStatefulSetStrategy maxUnavailable:x partition:i
apps.v1.StatefulSet apiVersion kind metadata:meta.v1.ObjectMeta spec:StatefulSetSpec status:StatefulSetStatus
apps.v1.StatefulSetCondition lastTransitionTime:t message reason status type
apps.v1.StatefulSetOrdinals start:i
apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted whenScaled
apps.v1.StatefulSetSpec minReadySeconds:i ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy replicas:i revisionHistoryLimit:i selector:meta.v1.LabelSelector serviceName template:core.v1.PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[core.v1.PersistentVolumeClaim
apps.v1.StatefulSetStatus availableReplicas:i collisionCount:i conditions:[StatefulSetCondition currentReplicas:i currentRevision observedGeneration:l readyReplicas:i replicas:i updateRevision updatedReplicas:i
apps.v1.StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type
batch.v1.CronJob apiVersion kind metadata:meta.v1.ObjectMeta spec:CronJobSpec status:CronJobStatus
batch.v1.CronJobSpec concurrencyPolicy failedJobsHistoryLimit:i jobTemplate:JobTemplateSpec schedule startingDeadlineSeconds:l successfulJobsHistoryLimit:i suspend:b timeZone
batch.v1.CronJobStatus active:[core.v1.ObjectReference lastScheduleTime:t lastSuccessfulTime:t
batch.v1.Job apiVersion kind metadata:meta.v1.ObjectMeta spec:JobSpec status:JobStatus
batch.v1.JobCondition lastProbeTime:t lastTransitionTime:t message reason status type
batch.v1.JobSchedulingConfiguration disruptionMode:scheduling.v1alpha3.WorkloadPodGroupDisruptionMode resourceClaims:[scheduling.v1alpha3.WorkloadPodGroupResourceClaim schedulingConstraints:scheduling.v1alpha3.WorkloadPodGroupSchedulingConstraints schedulingPolicy:scheduling.v1alpha3.WorkloadPodGroupSchedulingPolicy
batch.v1.JobSpec activeDeadlineSeconds:l backoffLimit:i backoffLimitPerIndex:i completionMode completions:i managedBy manualSelector:b maxFailedIndexes:i parallelism:i podFailurePolicy:PodFailurePolicy podReplacementPolicy scheduling:JobSchedulingConfiguration selector:meta.v1.LabelSelector successPolicy:SuccessPolicy suspend:b template:core.v1.PodTemplateSpec ttlSecondsAfterFinished:i
batch.v1.JobStatus active:i completedIndexes completionTime:t conditions:[JobCondition failed:i failedIndexes ready:i startTime:t succeeded:i terminating:i uncountedTerminatedPods:UncountedTerminatedPods
batch.v1.JobTemplateSpec metadata:meta.v1.ObjectMeta spec:JobSpec
batch.v1.PodFailurePolicy rules:[PodFailurePolicyRule
batch.v1.PodFailurePolicyOnExitCodesRequirement containerName operator values:[i
batch.v1.PodFailurePolicyOnPodConditionsPattern status type
batch.v1.PodFailurePolicyRule action onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:[PodFailurePolicyOnPodConditionsPattern
batch.v1.SuccessPolicy rules:[SuccessPolicyRule
batch.v1.SuccessPolicyRule succeededCount:i succeededIndexes
batch.v1.UncountedTerminatedPods failed:[s succeeded:[s
core.v1.AWSElasticBlockStoreVolumeSource fsType partition:i readOnly:b volumeID
core.v1.Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
core.v1.AppArmorProfile localhostProfile type
core.v1.AttachedVolume devicePath name
core.v1.AzureDiskVolumeSource cachingMode diskName diskURI fsType kind readOnly:b
core.v1.AzureFileVolumeSource readOnly:b secretName shareName
core.v1.CSIVolumeSource driver fsType nodePublishSecretRef:LocalObjectReference readOnly:b volumeAttributes:{s
core.v1.Capabilities add:[s drop:[s
core.v1.CephFSVolumeSource monitors:[s path readOnly:b secretFile secretRef:LocalObjectReference user
core.v1.CinderVolumeSource fsType readOnly:b secretRef:LocalObjectReference volumeID
core.v1.ClientIPConfig timeoutSeconds:i
core.v1.ClusterTrustBundleProjection labelSelector:meta.v1.LabelSelector name optional:b path signerName user:l
core.v1.ConfigMap apiVersion binaryData:{y data:{s immutable:b kind metadata:meta.v1.ObjectMeta
core.v1.ConfigMapEnvSource name optional:b
core.v1.ConfigMapKeySelector key name optional:b
core.v1.ConfigMapNodeConfigSource kubeletConfigKey name namespace resourceVersion uid
core.v1.ConfigMapProjection items:[KeyToPath name optional:b
core.v1.ConfigMapVolumeSource defaultMode:i defaultUser:l items:[KeyToPath name optional:b
core.v1.Container args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image imagePullPolicy lifecycle:Lifecycle livenessProbe:Probe name ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources:ResourceRequirements restartPolicy restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b terminationMessagePath terminationMessagePolicy tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir
core.v1.ContainerExtendedResourceRequest containerName requestName resourceName
core.v1.ContainerImage names:[s sizeBytes:l
core.v1.ContainerPort containerPort:i hostIP hostPort:i name protocol
core.v1.ContainerResizePolicy resourceName restartPolicy
core.v1.ContainerRestartRule action exitCodes:ContainerRestartRuleOnExitCodes
core.v1.ContainerRestartRuleOnExitCodes operator values:[i
core.v1.ContainerState running:ContainerStateRunning terminated:ContainerStateTerminated waiting:ContainerStateWaiting
core.v1.ContainerStateRunning startedAt:t
core.v1.ContainerStateTerminated containerID exitCode:i finishedAt:t message reason signal:i startedAt:t
core.v1.ContainerStateWaiting message reason
core.v1.ContainerStatus allocatedResources:{q allocatedResourcesStatus:[ResourceStatus containerID image imageID lastState:ContainerState name ready:b resources:ResourceRequirements restartCount:i started:b state:ContainerState stopSignal user:ContainerUser volumeMounts:[VolumeMountStatus
core.v1.ContainerUser linux:LinuxContainerUser
core.v1.DaemonEndpoint Port:i
core.v1.DownwardAPIProjection items:[DownwardAPIVolumeFile
core.v1.DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode:i path resourceFieldRef:ResourceFieldSelector user:l
core.v1.DownwardAPIVolumeSource defaultMode:i defaultUser:l items:[DownwardAPIVolumeFile
core.v1.EmptyDirVolumeSource medium mode:i sizeLimit:q
core.v1.EndpointAddress hostname ip nodeName targetRef:ObjectReference
core.v1.EndpointPort appProtocol name port:i protocol
core.v1.EndpointSubset addresses:[EndpointAddress notReadyAddresses:[EndpointAddress ports:[EndpointPort
core.v1.Endpoints apiVersion kind metadata:meta.v1.ObjectMeta subsets:[EndpointSubset
core.v1.EnvFromSource configMapRef:ConfigMapEnvSource prefix secretRef:SecretEnvSource
core.v1.EnvVar name value valueFrom:EnvVarSource
core.v1.EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
core.v1.EphemeralContainer args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image imagePullPolicy lifecycle:Lifecycle livenessProbe:Probe name ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources:ResourceRequirements restartPolicy restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b targetContainerName terminationMessagePath terminationMessagePolicy tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir
core.v1.EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
core.v1.EvictionResponder name priority:i
core.v1.ExecAction command:[s
core.v1.FCVolumeSource fsType lun:i readOnly:b targetWWNs:[s wwids:[s
core.v1.FileKeySelector key optional:b path volumeName
core.v1.FlexVolumeSource driver fsType options:{s readOnly:b secretRef:LocalObjectReference
core.v1.FlockerVolumeSource datasetName datasetUUID
core.v1.GCEPersistentDiskVolumeSource fsType partition:i pdName readOnly:b
core.v1.GRPCAction mode port:i service
core.v1.GitRepoVolumeSource directory repository revision
core.v1.GlusterfsVolumeSource endpoints path readOnly:b
core.v1.HTTPGetAction host httpHeaders:[HTTPHeader path port:x protocol scheme
core.v1.HTTPHeader name value
core.v1.HostAlias hostnames:[s ip
core.v1.HostIP ip
core.v1.HostPathVolumeSource path type
core.v1.ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType initiatorName iqn iscsiInterface lun:i portals:[s readOnly:b secretRef:LocalObjectReference targetPortal
core.v1.ImageVolumeSource pullPolicy reference
core.v1.ImageVolumeStatus imageRef
core.v1.KeyToPath key mode:i path user:l
core.v1.Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal
core.v1.LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
core.v1.LinuxContainerUser gid:l supplementalGroups:[l uid:l
core.v1.LoadBalancerIngress hostname ip ipMode ports:[PortStatus
core.v1.LoadBalancerStatus ingress:[LoadBalancerIngress
core.v1.LocalObjectReference name
core.v1.ModifyVolumeStatus status targetVolumeAttributesClassName
core.v1.NFSVolumeSource path readOnly:b server
core.v1.Namespace apiVersion kind metadata:meta.v1.ObjectMeta spec:NamespaceSpec status:NamespaceStatus
core.v1.NamespaceCondition lastTransitionTime:t message reason status type
core.v1.NamespaceSpec finalizers:[s
core.v1.NamespaceStatus conditions:[NamespaceCondition phase
core.v1.Node apiVersion kind metadata:meta.v1.ObjectMeta spec:NodeSpec status:NodeStatus
core.v1.NodeAddress address type
core.v1.NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
core.v1.NodeAllocatableMappedResources name quantity:q
core.v1.NodeAllocatableOverheadResources name perContainer:q perPod:q
core.v1.NodeAllocatableResourceClaimStatus containers:[s mapping:[NodeAllocatableMappedResources overhead:[NodeAllocatableOverheadResources resourceClaimName
core.v1.NodeCondition lastHeartbeatTime:t lastTransitionTime:t message reason status type
core.v1.NodeConfigSource configMap:ConfigMapNodeConfigSource
core.v1.NodeConfigStatus active:NodeConfigSource assigned:NodeConfigSource error lastKnownGood:NodeConfigSource
core.v1.NodeDaemonEndpoints kubeletEndpoint:DaemonEndpoint
core.v1.NodeFeatures supplementalGroupsPolicy:b
core.v1.NodePodPreemptionPolicy disableResizePreemption:[s
core.v1.NodeRuntimeHandler features:NodeRuntimeHandlerFeatures name
core.v1.NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:b userNamespaces:b
core.v1.NodeSelector nodeSelectorTerms:[NodeSelectorTerm
core.v1.NodeSelectorRequirement key operator values:[s
core.v1.NodeSelectorTerm matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement
core.v1.NodeSpec configSource:NodeConfigSource externalID podCIDR podCIDRs:[s podPreemptionPolicy:NodePodPreemptionPolicy providerID taints:[Taint unschedulable:b
core.v1.NodeStatus addresses:[NodeAddress allocatable:{q capacity:{q conditions:[NodeCondition config:NodeConfigStatus daemonEndpoints:NodeDaemonEndpoints declaredFeatures:[s features:NodeFeatures images:[ContainerImage nodeInfo:NodeSystemInfo phase runtimeHandlers:[NodeRuntimeHandler volumesAttached:[AttachedVolume volumesInUse:[s
core.v1.NodeSwapStatus capacity:l
core.v1.NodeSystemInfo architecture bootID containerRuntimeVersion kernelVersion kubeProxyVersion kubeletVersion machineID operatingSystem osImage runningInUserNamespace:b swap:NodeSwapStatus systemUUID
core.v1.ObjectFieldSelector apiVersion fieldPath
core.v1.ObjectReference apiVersion fieldPath kind name namespace resourceVersion uid
core.v1.PersistentVolumeClaim apiVersion kind metadata:meta.v1.ObjectMeta spec:PersistentVolumeClaimSpec status:PersistentVolumeClaimStatus
core.v1.PersistentVolumeClaimCondition lastProbeTime:t lastTransitionTime:t message reason status type
core.v1.PersistentVolumeClaimSpec accessModes:[s dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:meta.v1.LabelSelector storageClassName volumeAttributesClassName volumeMode volumeName
core.v1.PersistentVolumeClaimStatus accessModes:[s allocatedResourceStatuses:{s allocatedResources:{q capacity:{q conditions:[PersistentVolumeClaimCondition currentVolumeAttributesClassName healthStatus:VolumeHealthStatus modifyVolumeStatus:ModifyVolumeStatus phase
core.v1.PersistentVolumeClaimTemplate metadata:meta.v1.ObjectMeta spec:PersistentVolumeClaimSpec
core.v1.PersistentVolumeClaimVolumeSource claimName readOnly:b
core.v1.PhotonPersistentDiskVolumeSource fsType pdID
core.v1.Pod apiVersion kind metadata:meta.v1.ObjectMeta spec:PodSpec status:PodStatus
core.v1.PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
core.v1.PodAffinityTerm labelSelector:meta.v1.LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:meta.v1.LabelSelector namespaces:[s topologyKey
core.v1.PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
core.v1.PodCertificateProjection certificateChainPath credentialBundlePath keyPath keyType maxExpirationSeconds:i signerName user:l userAnnotations:{s
core.v1.PodCondition lastProbeTime:t lastTransitionTime:t message observedGeneration:l reason status type
core.v1.PodDNSConfig nameservers:[s options:[PodDNSConfigOption searches:[s
core.v1.PodDNSConfigOption name value
core.v1.PodExtendedResourceClaimStatus requestMappings:[ContainerExtendedResourceRequest resourceClaimName
core.v1.PodIP ip
core.v1.PodOS name
core.v1.PodReadinessGate conditionType
core.v1.PodResourceClaim name resourceClaimName resourceClaimTemplateName
core.v1.PodResourceClaimStatus name resourceClaimName
core.v1.PodSchedulingGate name
core.v1.PodSchedulingGroup podGroupName
core.v1.PodSecurityContext appArmorProfile:AppArmorProfile fsGroup:l fsGroupChangePolicy runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxChangePolicy seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[l supplementalGroupsPolicy sysctls:[Sysctl windowsOptions:WindowsSecurityContextOptions
core.v1.PodSpec activeDeadlineSeconds:l affinity:Affinity automountServiceAccountToken:b containers:[Container dnsConfig:PodDNSConfig dnsPolicy enableServiceLinks:b ephemeralContainers:[EphemeralContainer evictionResponders:[EvictionResponder hostAliases:[HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname hostnameOverride imagePullSecrets:[LocalObjectReference initContainers:[Container nodeName nodeSelector:{s os:PodOS overhead:{q preemptionPolicy priority:i priorityClassName readinessGates:[PodReadinessGate resourceClaims:[PodResourceClaim resources:ResourceRequirements restartPolicy runtimeClassName schedulerName schedulingGates:[PodSchedulingGate schedulingGroup:PodSchedulingGroup securityContext:PodSecurityContext serviceAccount serviceAccountName setHostnameAsFQDN:b shareProcessNamespace:b subdomain terminationGracePeriodSeconds:l tolerations:[Toleration topologySpreadConstraints:[TopologySpreadConstraint volumes:[Volume
core.v1.PodStatus allocatedResources:{q conditions:[PodCondition containerStatuses:[ContainerStatus ephemeralContainerStatuses:[ContainerStatus extendedResourceClaimStatus:PodExtendedResourceClaimStatus hostIP hostIPs:[HostIP initContainerStatuses:[ContainerStatus message nodeAllocatableResourceClaimStatuses:[NodeAllocatableResourceClaimStatus nominatedNodeName observedGeneration:l phase podIP podIPs:[PodIP qosClass reason resize resourceClaimStatuses:[PodResourceClaimStatus resources:ResourceRequirements startTime:t volumeHealth:[PodVolumeHealth
core.v1.PodTemplate apiVersion kind metadata:meta.v1.ObjectMeta template:PodTemplateSpec
core.v1.PodTemplateSpec metadata:meta.v1.ObjectMeta spec:PodSpec
core.v1.PodVolumeHealth healthConditions:[VolumeHealthCondition lastTransitionTime:t name
core.v1.PortStatus error port:i protocol
core.v1.PortworxVolumeSource fsType readOnly:b volumeID
core.v1.PreferredSchedulingTerm preference:NodeSelectorTerm weight:i
core.v1.Probe exec:ExecAction failureThreshold:i grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:TCPSocketAction terminationGracePeriodSeconds:l timeoutSeconds:i
core.v1.ProjectedVolumeSource defaultMode:i defaultUser:l sources:[VolumeProjection
core.v1.QuobyteVolumeSource group readOnly:b registry tenant user volume
core.v1.RBDVolumeSource fsType image keyring monitors:[s pool readOnly:b secretRef:LocalObjectReference user
core.v1.ReplicationController apiVersion kind metadata:meta.v1.ObjectMeta spec:ReplicationControllerSpec status:ReplicationControllerStatus
core.v1.ReplicationControllerCondition lastTransitionTime:t message reason status type
core.v1.ReplicationControllerSpec minReadySeconds:i replicas:i selector:{s template:PodTemplateSpec
core.v1.ReplicationControllerStatus availableReplicas:i conditions:[ReplicationControllerCondition fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas:i
core.v1.ResourceClaim name request
core.v1.ResourceFieldSelector containerName divisor:q resource
core.v1.ResourceHealth health message resourceID
core.v1.ResourceRequirements claims:[ResourceClaim limits:{q requests:{q
core.v1.ResourceStatus name resources:[ResourceHealth
core.v1.SELinuxOptions level role type user
core.v1.ScaleIOVolumeSource fsType gateway protectionDomain readOnly:b secretRef:LocalObjectReference sslEnabled:b storageMode storagePool system volumeName
core.v1.SeccompProfile localhostProfile type
core.v1.Secret apiVersion data:{y immutable:b kind metadata:meta.v1.ObjectMeta stringData:{s type
core.v1.SecretEnvSource name optional:b
core.v1.SecretKeySelector key name optional:b
core.v1.SecretProjection items:[KeyToPath name optional:b
core.v1.SecretVolumeSource defaultMode:i defaultUser:l items:[KeyToPath optional:b secretName
core.v1.SecurityContext allowPrivilegeEscalation:b appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:b procMount readOnlyRootFilesystem:b runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
core.v1.Service apiVersion kind metadata:meta.v1.ObjectMeta spec:ServiceSpec status:ServiceStatus
core.v1.ServiceAccountTokenProjection audience expirationSeconds:l path user:l
core.v1.ServicePort appProtocol name nodePort:i port:i protocol targetPort:x
core.v1.ServiceSpec allocateLoadBalancerNodePorts:b clusterIP clusterIPs:[s externalIPs:[s externalName externalTrafficPolicy healthCheckNodePort:i internalTrafficPolicy ipFamilies:[s ipFamilyPolicy loadBalancerClass loadBalancerIP loadBalancerSourceRanges:[s ports:[ServicePort publishNotReadyAddresses:b selector:{s sessionAffinity sessionAffinityConfig:SessionAffinityConfig trafficDistribution type
core.v1.ServiceStatus conditions:[meta.v1.Condition loadBalancer:LoadBalancerStatus
core.v1.SessionAffinityConfig clientIP:ClientIPConfig
core.v1.SleepAction seconds:l
core.v1.StorageOSVolumeSource fsType readOnly:b secretRef:LocalObjectReference volumeName volumeNamespace
core.v1.Sysctl name value
core.v1.TCPSocketAction host port:x
core.v1.Taint effect key timeAdded:t value
core.v1.Toleration effect key operator tolerationSeconds:l value
core.v1.TopologySpreadConstraint labelSelector:meta.v1.LabelSelector matchLabelKeys:[s maxSkew:i minDomains:i nodeAffinityPolicy nodeTaintsPolicy topologyKey whenUnsatisfiable
core.v1.TypedLocalObjectReference apiGroup kind name
core.v1.TypedObjectReference apiGroup kind name namespace
core.v1.Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource name nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
core.v1.VolumeDevice devicePath name
core.v1.VolumeHealthCondition message reason status
core.v1.VolumeHealthStatus healthConditions:[VolumeHealthCondition lastTransitionTime:t
core.v1.VolumeMount bindMountOptions:[s mountPath mountPropagation name readOnly:b recursiveReadOnly subPath subPathExpr
core.v1.VolumeMountStatus mountPath name readOnly:b recursiveReadOnly volumeStatus:VolumeStatus
core.v1.VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
core.v1.VolumeResourceRequirements limits:{q requests:{q
core.v1.VolumeStatus image:ImageVolumeStatus
core.v1.VsphereVirtualDiskVolumeSource fsType storagePolicyID storagePolicyName volumePath
core.v1.WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm weight:i
core.v1.WindowsSecurityContextOptions gmsaCredentialSpec gmsaCredentialSpecName hostProcess:b runAsUserName
discovery.v1.Endpoint addresses:[s conditions:EndpointConditions deprecatedTopology:{s hints:EndpointHints hostname nodeName targetRef:core.v1.ObjectReference zone
discovery.v1.EndpointConditions ready:b serving:b terminating:b
discovery.v1.EndpointHints forNodes:[ForNode forZones:[ForZone
discovery.v1.EndpointPort appProtocol name port:i protocol
discovery.v1.EndpointSlice addressType apiVersion endpoints:[Endpoint kind metadata:meta.v1.ObjectMeta ports:[EndpointPort
discovery.v1.ForNode name
discovery.v1.ForZone name
meta.v1.Condition lastTransitionTime:t message observedGeneration:l reason status type
meta.v1.LabelSelector matchExpressions:[LabelSelectorRequirement matchLabels:{s
meta.v1.LabelSelectorRequirement key operator values:[s
meta.v1.ManagedFieldsEntry apiVersion fieldsType fieldsV1:j manager operation subresource time:t
meta.v1.ObjectMeta annotations:{s creationTimestamp:t deletionGracePeriodSeconds:l deletionTimestamp:t finalizers:[s generateName generation:l labels:{s managedFields:[ManagedFieldsEntry name namespace ownerReferences:[OwnerReference resourceVersion selfLink uid
meta.v1.OwnerReference apiVersion blockOwnerDeletion:b controller:b kind name uid
networking.v1.HTTPIngressPath backend:IngressBackend path pathType
networking.v1.HTTPIngressRuleValue paths:[HTTPIngressPath
networking.v1.IPBlock cidr except:[s
networking.v1.Ingress apiVersion kind metadata:meta.v1.ObjectMeta spec:IngressSpec status:IngressStatus
networking.v1.IngressBackend resource:core.v1.TypedLocalObjectReference service:IngressServiceBackend
networking.v1.IngressClass apiVersion kind metadata:meta.v1.ObjectMeta spec:IngressClassSpec
networking.v1.IngressClassParametersReference apiGroup kind name namespace scope
networking.v1.IngressClassSpec controller parameters:IngressClassParametersReference
networking.v1.IngressLoadBalancerIngress hostname ip ports:[IngressPortStatus
networking.v1.IngressLoadBalancerStatus ingress:[IngressLoadBalancerIngress
networking.v1.IngressPortStatus error port:i protocol
networking.v1.IngressRule host http:HTTPIngressRuleValue
networking.v1.IngressServiceBackend name port:ServiceBackendPort
networking.v1.IngressSpec defaultBackend:IngressBackend ingressClassName rules:[IngressRule tls:[IngressTLS
networking.v1.IngressStatus loadBalancer:IngressLoadBalancerStatus
networking.v1.IngressTLS hosts:[s secretName
networking.v1.NetworkPolicy apiVersion kind metadata:meta.v1.ObjectMeta spec:NetworkPolicySpec
networking.v1.NetworkPolicyEgressRule ports:[NetworkPolicyPort to:[NetworkPolicyPeer
networking.v1.NetworkPolicyIngressRule from:[NetworkPolicyPeer ports:[NetworkPolicyPort
networking.v1.NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:meta.v1.LabelSelector podSelector:meta.v1.LabelSelector
networking.v1.NetworkPolicyPort endPort:i port:x protocol
networking.v1.NetworkPolicySpec egress:[NetworkPolicyEgressRule ingress:[NetworkPolicyIngressRule podSelector:meta.v1.LabelSelector policyTypes:[s
networking.v1.ServiceBackendPort name number:i
scheduling.v1alpha3.TopologyConstraint key
scheduling.v1alpha3.WorkloadPodGroupDisruptionMode all:WorkloadPodGroupAllDisruptionMode single:WorkloadPodGroupSingleDisruptionMode
scheduling.v1alpha3.WorkloadPodGroupGangSchedulingPolicy minCount:i
scheduling.v1alpha3.WorkloadPodGroupResourceClaim name resourceClaimName resourceClaimTemplateName
scheduling.v1alpha3.WorkloadPodGroupSchedulingConstraints topology:[TopologyConstraint
scheduling.v1alpha3.WorkloadPodGroupSchedulingPolicy basic:WorkloadPodGroupBasicSchedulingPolicy gang:WorkloadPodGroupGangSchedulingPolicy
`;

/** A line for each type with fields whose Go type does not follow from theirs, or that Go keeps in an embedded struct. */
export const goNames = `
apps.v1.DaemonSetCondition status:v1.ConditionStatus type:v1.DaemonSetConditionType
apps.v1.DaemonSetUpdateStrategy type:v1.DaemonSetUpdateStrategyType
apps.v1.DeploymentCondition status:v1.ConditionStatus type:v1.DeploymentConditionType
apps.v1.DeploymentStrategy type:v1.DeploymentStrategyType
apps.v1.ReplicaSetCondition status:v1.ConditionStatus type:v1.ReplicaSetConditionType
apps.v1.StatefulSetCondition status:v1.ConditionStatus type:v1.StatefulSetConditionType
apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:v1.PersistentVolumeClaimRetentionPolicyType whenScaled:v1.PersistentVolumeClaimRetentionPolicyType
apps.v1.StatefulSetSpec podManagementPolicy:v1.PodManagementPolicyType
apps.v1.StatefulSetUpdateStrategy type:v1.StatefulSetUpdateStrategyType
batch.v1.CronJobSpec concurrencyPolicy:v1.ConcurrencyPolicy
batch.v1.JobCondition status:v1.ConditionStatus type:v1.JobConditionType
batch.v1.JobSpec completionMode:v1.CompletionMode podReplacementPolicy:v1.PodReplacementPolicy
batch.v1.PodFailurePolicyOnExitCodesRequirement operator:v1.PodFailurePolicyOnExitCodesOperator
batch.v1.PodFailurePolicyOnPodConditionsPattern status:v1.ConditionStatus type:v1.PodConditionType
batch.v1.PodFailurePolicyRule action:v1.PodFailurePolicyAction
batch.v1.UncountedTerminatedPods failed:[]types.UID succeeded:[]types.UID
core.v1.AppArmorProfile type:v1.AppArmorProfileType
core.v1.AttachedVolume name:v1.UniqueVolumeName
core.v1.AzureDiskVolumeSource cachingMode:v1.AzureDataDiskCachingMode kind:v1.AzureDataDiskKind
core.v1.Capabilities add:[]v1.Capability drop:[]v1.Capability
core.v1.ConfigMapEnvSource name:^LocalObjectReference
core.v1.ConfigMapKeySelector name:^LocalObjectReference
core.v1.ConfigMapNodeConfigSource uid:types.UID
core.v1.ConfigMapProjection name:^LocalObjectReference
core.v1.ConfigMapVolumeSource name:^LocalObjectReference
core.v1.Container imagePullPolicy:v1.PullPolicy restartPolicy:v1.ContainerRestartPolicy terminationMessagePolicy:v1.TerminationMessagePolicy
core.v1.ContainerPort protocol:v1.Protocol
core.v1.ContainerResizePolicy resourceName:v1.ResourceName restartPolicy:v1.ResourceResizeRestartPolicy
core.v1.ContainerRestartRule action:v1.ContainerRestartRuleAction
core.v1.ContainerRestartRuleOnExitCodes operator:v1.ContainerRestartRuleOnExitCodesOperator
core.v1.ContainerStatus allocatedResources:v1.ResourceList stopSignal:v1.Signal
core.v1.EmptyDirVolumeSource medium:v1.StorageMedium
core.v1.EndpointPort protocol:v1.Protocol
core.v1.EphemeralContainer args:^EphemeralContainerCommon command:^EphemeralContainerCommon env:^EphemeralContainerCommon envFrom:^EphemeralContainerCommon image:^EphemeralContainerCommon imagePullPolicy:v1.PullPolicy^EphemeralContainerCommon lifecycle:^EphemeralContainerCommon livenessProbe:^EphemeralContainerCommon name:^EphemeralContainerCommon ports:^EphemeralContainerCommon readinessProbe:^EphemeralContainerCommon resizePolicy:^EphemeralContainerCommon resources:^EphemeralContainerCommon restartPolicy:v1.ContainerRestartPolicy^EphemeralContainerCommon restartPolicyRules:^EphemeralContainerCommon securityContext:^EphemeralContainerCommon startupProbe:^EphemeralContainerCommon stdin:^EphemeralContainerCommon stdinOnce:^EphemeralContainerCommon terminationMessagePath:^EphemeralContainerCommon terminationMessagePolicy:v1.TerminationMessagePolicy^EphemeralContainerCommon tty:^EphemeralContainerCommon volumeDevices:^EphemeralContainerCommon volumeMounts:^EphemeralContainerCommon workingDir:^EphemeralContainerCommon
core.v1.GRPCAction mode:v1.GRPCProbeMode
core.v1.HTTPGetAction protocol:v1.HTTPProtocol scheme:v1.URIScheme
core.v1.HostPathVolumeSource type:v1.HostPathType
core.v1.ImageVolumeSource pullPolicy:v1.PullPolicy
core.v1.Lifecycle stopSignal:v1.Signal
core.v1.LoadBalancerIngress ipMode:v1.LoadBalancerIPMode
core.v1.ModifyVolumeStatus status:v1.PersistentVolumeClaimModifyVolumeStatus
core.v1.NamespaceCondition status:v1.ConditionStatus type:v1.NamespaceConditionType
core.v1.NamespaceSpec finalizers:[]v1.FinalizerName
core.v1.NamespaceStatus phase:v1.NamespacePhase
core.v1.NodeAddress type:v1.NodeAddressType
core.v1.NodeAllocatableMappedResources name:v1.ResourceName
core.v1.NodeAllocatableOverheadResources name:v1.ResourceName
core.v1.NodeCondition status:v1.ConditionStatus type:v1.NodeConditionType
core.v1.NodeSelectorRequirement operator:v1.NodeSelectorOperator
core.v1.NodeStatus allocatable:v1.ResourceList capacity:v1.ResourceList phase:v1.NodePhase volumesInUse:[]v1.UniqueVolumeName
core.v1.ObjectReference uid:types.UID
core.v1.PersistentVolumeClaim apiVersion:^TypeMeta kind:^TypeMeta
core.v1.PersistentVolumeClaimCondition status:v1.ConditionStatus type:v1.PersistentVolumeClaimConditionType
core.v1.PersistentVolumeClaimSpec accessModes:[]v1.PersistentVolumeAccessMode volumeMode:v1.PersistentVolumeMode
core.v1.PersistentVolumeClaimStatus accessModes:[]v1.PersistentVolumeAccessMode allocatedResourceStatuses:map[v1.ResourceName]v1.ClaimResourceStatus allocatedResources:v1.ResourceList capacity:v1.ResourceList phase:v1.PersistentVolumeClaimPhase
core.v1.PodCondition status:v1.ConditionStatus type:v1.PodConditionType
core.v1.PodOS name:v1.OSName
core.v1.PodReadinessGate conditionType:v1.PodConditionType
core.v1.PodSecurityContext fsGroupChangePolicy:v1.PodFSGroupChangePolicy seLinuxChangePolicy:v1.PodSELinuxChangePolicy supplementalGroupsPolicy:v1.SupplementalGroupsPolicy
core.v1.PodSpec dnsPolicy:v1.DNSPolicy overhead:v1.ResourceList preemptionPolicy:v1.PreemptionPolicy restartPolicy:v1.RestartPolicy
core.v1.PodStatus allocatedResources:v1.ResourceList phase:v1.PodPhase qosClass:v1.PodQOSClass resize:v1.PodResizeStatus
core.v1.PortStatus protocol:v1.Protocol
core.v1.Probe exec:^ProbeHandler grpc:^ProbeHandler httpGet:^ProbeHandler tcpSocket:^ProbeHandler
core.v1.ReplicationControllerCondition status:v1.ConditionStatus type:v1.ReplicationControllerConditionType
core.v1.ResourceHealth health:v1.ResourceHealthStatus resourceID:v1.ResourceID
core.v1.ResourceRequirements limits:v1.ResourceList requests:v1.ResourceList
core.v1.ResourceStatus name:v1.ResourceName
core.v1.SeccompProfile type:v1.SeccompProfileType
core.v1.Secret type:v1.SecretType
core.v1.SecretEnvSource name:^LocalObjectReference
core.v1.SecretKeySelector name:^LocalObjectReference
core.v1.SecretProjection name:^LocalObjectReference
core.v1.SecurityContext procMount:v1.ProcMountType
core.v1.ServicePort protocol:v1.Protocol
core.v1.ServiceSpec externalTrafficPolicy:v1.ServiceExternalTrafficPolicy internalTrafficPolicy:v1.ServiceInternalTrafficPolicy ipFamilies:[]v1.IPFamily ipFamilyPolicy:v1.IPFamilyPolicy sessionAffinity:v1.ServiceAffinity type:v1.ServiceType
core.v1.Taint effect:v1.TaintEffect
core.v1.Toleration effect:v1.TaintEffect operator:v1.TolerationOperator
core.v1.TopologySpreadConstraint nodeAffinityPolicy:v1.NodeInclusionPolicy nodeTaintsPolicy:v1.NodeInclusionPolicy whenUnsatisfiable:v1.UnsatisfiableConstraintAction
core.v1.Volume awsElasticBlockStore:^VolumeSource azureDisk:^VolumeSource azureFile:^VolumeSource cephfs:^VolumeSource cinder:^VolumeSource configMap:^VolumeSource csi:^VolumeSource downwardAPI:^VolumeSource emptyDir:^VolumeSource ephemeral:^VolumeSource fc:^VolumeSource flexVolume:^VolumeSource flocker:^VolumeSource gcePersistentDisk:^VolumeSource gitRepo:^VolumeSource glusterfs:^VolumeSource hostPath:^VolumeSource image:^VolumeSource iscsi:^VolumeSource nfs:^VolumeSource persistentVolumeClaim:^VolumeSource photonPersistentDisk:^VolumeSource portworxVolume:^VolumeSource projected:^VolumeSource quobyte:^VolumeSource rbd:^VolumeSource scaleIO:^VolumeSource secret:^VolumeSource storageos:^VolumeSource vsphereVolume:^VolumeSource
core.v1.VolumeHealthCondition status:v1.VolumeHealthStatusType
core.v1.VolumeMount mountPropagation:v1.MountPropagationMode recursiveReadOnly:v1.RecursiveReadOnlyMode
core.v1.VolumeMountStatus recursiveReadOnly:v1.RecursiveReadOnlyMode
core.v1.VolumeResourceRequirements limits:v1.ResourceList requests:v1.ResourceList
discovery.v1.EndpointPort protocol:v1.Protocol
discovery.v1.EndpointSlice addressType:v1.AddressType
meta.v1.Condition status:v1.ConditionStatus
meta.v1.LabelSelectorRequirement operator:v1.LabelSelectorOperator
meta.v1.ManagedFieldsEntry operation:v1.ManagedFieldsOperationType
meta.v1.ObjectMeta uid:types.UID
meta.v1.OwnerReference uid:types.UID
networking.v1.HTTPIngressPath pathType:v1.PathType
networking.v1.IngressPortStatus protocol:v1.Protocol
networking.v1.IngressRule http:^IngressRuleValue
networking.v1.NetworkPolicyPort protocol:v1.Protocol
networking.v1.NetworkPolicySpec policyTypes:[]v1.PolicyType
`;
