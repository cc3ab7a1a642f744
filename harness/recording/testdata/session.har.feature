# 47 calls of session.har became 27 sentences, of which the pauses take 30m29.5s.
#
# Left out of the recording:
#      1  a first token: every user of a run has one
#      1  questions about tokens, and revocations
#      1  looks at which versions a service has
#     15  polling: sentences wait themselves, and a pause stands in where no sentence does
#      1  further pages of a list
#      1  calls that failed, or had no answer
#      1  calls to hosts that are no service of the cloud
#      1  WebSockets
#      1  calls by other methods, such as the OPTIONS of a browser
#      2  calls whose body is no JSON, or was not recorded: uploads, patches of images
#      1  calls about what is gone by then
#      1  deletions of what was there before the recording
#
# In the feature, but not as it was:
#     10  calls as they were, since no sentence says them: nothing waits for what they set going
#      1  calls that began before the last one had ended: here they come one after another
#      1  lists of networks of servers: a server gets the network of its project
#      1  attributes of what was made, which its sentence has no argument for
#      1  attributes that may have secrets
#
# There has to be in the cloud, for every user of the run to see:
#   flavor m1.tiny
#   image cirros
#   availability zone nova
#   network 0d7a1e4e-77aa-4c3f-9b3e-b7c1d9f0e5a2
#   servers 5f1d3c2b-9e8d-4c7b-8a6f-0e1d2c3b4a59
#
# Whoever was recorded may have had roles that the users of a run do not have: a call that needs them will fail.
Feature: A recording

  Scenario: what was recorded
    Given 1 project with 2 users each
    And a network in every project
    And "somebody who was recorded" is a user who
      | lists images                             |                       |                                          |                                          |                                          |                  |
      | calls an API                             | service=compute       | path=flavors/detail                      |                                          |                                          |                  |
      | pauses                                   | for=2.6s              |                                          |                                          |                                          |                  |
      | boots a server "server 1"                | flavor=m1.tiny        | image=cirros                             | availability_zone=nova                   | boot_server_kwargs={"metadata":{"role":"web\|front"}} |                  |
      | pauses                                   | for=7s                |                                          |                                          |                                          |                  |
      | creates a volume "volume 1"              | size=2                |                                          |                                          |                                          |                  |
      | attaches "volume 1" to "server 1"        |                       |                                          |                                          |                                          |                  |
      | pauses                                   | for=1s                |                                          |                                          |                                          |                  |
      | lists servers                            |                       |                                          |                                          |                                          |                  |
      | lists volumes                            |                       |                                          |                                          |                                          |                  |
      | pauses                                   | for=3s                |                                          |                                          |                                          |                  |
      | makes something by an API "network 1"    | service=network       | path=networks                            | body={"network":{"admin_state_up":true,"name":"{name}"}} |                                          |                  |
      | makes something by an API "subnet 1"     | service=network       | path=subnets                             | body={"subnet":{"cidr":"10.7.0.0/24","ip_version":4,"name":"{name}","network_id":"{network 1}"}} |                                          |                  |
      | makes something by an API "router 1"     | service=network       | path=routers                             | body={"router":{"external_gateway_info":{"network_id":"0d7a1e4e-77aa-4c3f-9b3e-b7c1d9f0e5a2"},"name":"{name}"}} |                                          |                  |
      | calls an API                             | service=network       | path=routers/{router 1}/add_router_interface | method=PUT                               | body={"subnet_id":"{subnet 1}"}          |                  |
      | calls an API                             | service=network       | path=quotas/{project}                    |                                          |                                          |                  |
      | makes something by an API "loadbalancer 1" | service=load-balancer | path=lbaas/loadbalancers                 | body={"loadbalancer":{"name":"{name}","vip_network_id":"{network 1}"}} |                                          |                  |
      | pauses                                   | for=12.5s             |                                          |                                          |                                          |                  |
      | calls an API                             | service=load-balancer | path=lbaas/loadbalancers/{loadbalancer 1}?cascade=true | method=DELETE                            |                                          |                  |
      | pauses                                   | for=1.3s              |                                          |                                          |                                          |                  |
      | calls an API                             | service=compute       | path=servers/5f1d3c2b-9e8d-4c7b-8a6f-0e1d2c3b4a59/action | method=POST                              | body={"os-start":null}                   |                  |
      | calls an API                             | service=compute       | path=servers/{server 1}/remote-consoles  | method=POST                              | body={"remote_console":{"protocol":"vnc","type":"novnc"}} | microversion=2.6 |
      | pauses                                   | for=30m2.1s           |                                          |                                          |                                          |                  |
      | authenticates                            |                       |                                          |                                          |                                          |                  |
      | detaches "volume 1" from "server 1"      |                       |                                          |                                          |                                          |                  |
      | deletes "volume 1"                       |                       |                                          |                                          |                                          |                  |
      | deletes "server 1"                       |                       |                                          |                                          |                                          |                  |
    When 2 users run "somebody who was recorded" 4 times
    Then the run completes
    And nothing is left behind
