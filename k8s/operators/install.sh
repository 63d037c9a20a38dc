#!/usr/bin/env bash
# Installs what the chart rests on into the current kube context, and waits until each webhook answers.
# Safe to run again. usage: install.sh [--save DIR | --from DIR] [cnpg] [redis] [backup] [gateway] [prometheus] [metrics]
# Without parts: cnpg redis. --save downloads the manifests and charts into DIR and installs nothing; --from installs
# what lies there, for clusters that reach no internet (the images then come from a registry of yours).
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=versions.env
source "$here/versions.env"
github=https://github.com
save='' from=''
while (($#)); do
  case "$1" in
    --save | --from)
      [[ -n ${2:-} ]] || { echo "$1 needs a folder" >&2; exit 2; }
      if [[ $1 == --save ]]; then save="$2"; mkdir -p "$save"; else from="$2"; fi
      shift 2 ;;
    *) break ;;
  esac
done

apply() { # name url
  if [[ -n $save ]]; then curl --fail --silent --show-error --location --output "$save/$1.yaml" "$2"; return; fi
  local place="$2"
  [[ -z $from ]] || place="$from/$1.yaml"
  kubectl apply --server-side --force-conflicts -f "$place"
}
chart() { # name repository version [argument…]: its definitions, which Helm never upgrades, by themselves
  local name="$1" repository="$2" version="$3"
  shift 3
  if [[ -n $save ]]; then
    rm -rf "${save:?}/$name"
    helm pull "$name" --repo "$repository" --version "$version" --untar --untardir "$save"
    return
  fi
  local source=("$name" --repo "$repository" --version "$version")
  [[ -z $from ]] || source=("$from/$name")
  if [[ $name == redis-operator ]]; then
    helm show crds "${source[@]}" | kubectl apply --server-side --force-conflicts -f -
  fi
  helm upgrade --install "$name" "${source[@]}" --skip-crds --namespace "$name" --create-namespace --wait --timeout 300s "$@"
}

# A webhook that does not answer yet refuses the first custom resource: being Available is not enough.
wait_for() { # namespace deployment [webhook service]
  [[ -z $save ]] || return 0
  kubectl -n "$1" rollout status "deployment/$2" --timeout=300s
  [[ -z ${3:-} ]] && return 0
  for _ in $(seq 60); do
    [[ -n "$(kubectl -n "$1" get endpointslices -l "kubernetes.io/service-name=$3" -o jsonpath='{.items[*].endpoints[?(@.conditions.ready==true)].addresses}')" ]] && return 0
    sleep 2
  done
  echo "the webhook $1/$3 has no ready pod" >&2
  return 1
}

cnpg() {
  apply cnpg "https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/release-${CNPG_VERSION%.*}/releases/cnpg-$CNPG_VERSION.yaml"
  wait_for cnpg-system cnpg-controller-manager cnpg-webhook-service
}
redis() { chart redis-operator https://ot-container-kit.github.io/helm-charts "$REDIS_OPERATOR_CHART"; }
backup() {
  apply cert-manager "$github/cert-manager/cert-manager/releases/download/v$CERT_MANAGER_VERSION/cert-manager.yaml"
  wait_for cert-manager cert-manager-webhook cert-manager-webhook
  apply plugin-barman-cloud "$github/cloudnative-pg/plugin-barman-cloud/releases/download/v$BARMAN_PLUGIN_VERSION/manifest.yaml"
  wait_for cnpg-system barman-cloud
}
gateway() {
  apply gateway-api "$github/kubernetes-sigs/gateway-api/releases/download/v$GATEWAY_API_VERSION/standard-install.yaml"
  chart traefik https://traefik.github.io/charts "$TRAEFIK_CHART" --values "$here/traefik.yaml"
}
prometheus() {
  apply prometheus-operator "$github/prometheus-operator/prometheus-operator/releases/download/v$PROMETHEUS_OPERATOR_VERSION/bundle.yaml"
  wait_for default prometheus-operator
}
metrics() {
  apply metrics-server "$github/kubernetes-sigs/metrics-server/releases/download/v$METRICS_SERVER_VERSION/components.yaml"
  [[ -z $save ]] || return 0
  # The kubelets of kind sign their own certificates.
  kubectl -n kube-system get deployment metrics-server -o jsonpath='{.spec.template.spec.containers[0].args}' | grep -q kubelet-insecure-tls ||
    kubectl -n kube-system patch deployment metrics-server --type=json \
      -p '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"--kubelet-insecure-tls"}]'
  wait_for kube-system metrics-server
}

(($#)) || set -- cnpg redis
for part in "$@"; do
  case "$part" in
    cnpg | redis | backup | gateway | prometheus | metrics) ;;
    *) echo "there is no part $part" >&2; exit 2 ;;
  esac
done
for part in "$@"; do
  echo "── $part"
  "$part"
done
