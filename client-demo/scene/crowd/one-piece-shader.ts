import { ARM_REACH_M, ARM_SQUARE_M2, ELBOW, SHOULDER } from "../avatars/arm-bend.ts";
import { HIP_Y } from "../avatars/avatar-geometry.ts";
import { HEAD_HEIGHT_M } from "../avatars/avatar-head.ts";
import { type BodyShader, dyed } from "../avatars/avatar-material.ts";
import { LIMBS } from "./one-piece-geometry.ts";

const float = (number: number) => number.toFixed(4);

/*
 * Bends an avatar in one piece as its figure says (see avatar-motion.ts): the same numbers that place the parts of a
 * full one, so that either can take the other's place in mid-step. Per instance:
 *   place (x, z, sine and cosine of the heading times the scale), dye (colour, presence), leftArm and rightArm (hand x, y, z, and the step of that side's foot),
 *   trunk (lift, jump, lean, sway), tips (lift of the left and of the right foot, hem shift and spread), gaze (pitch, yaw, roll).
 */
export const ONE_PIECE_SHADER: BodyShader = {
  name: "one-piece",
  declarations: /* glsl */ `
attribute vec2 fabric;
attribute vec2 bend;
attribute vec4 place;
attribute vec4 dye;
attribute vec4 leftArm;
attribute vec4 rightArm;
attribute vec4 trunk;
attribute vec4 tips;
attribute vec3 gaze;

vec2 turnBy( vec2 v, float angle ) {
  float s = sin( angle );
  float c = cos( angle );
  return vec2( v.x * c - v.y * s, v.x * s + v.y * c );
}

/** The sleeve's own way is down; this turns an offset from it by the shortest way. */
vec3 alongSleeve( vec3 offset, vec3 way ) {
  vec3 half_ = way - vec3( 0.0, 1.0, 0.0 );
  return offset - half_ * ( dot( half_, offset ) / max( 0.1, 1.0 - way.y ) ) - way * ( 2.0 * offset.y );
}

void bendBody( inout vec3 at, inout vec3 facing ) {
  float limb = bend.x;
  if ( limb < ${float(LIMBS.coat + 0.5)} ) {
    float hem = clamp( 1.0 - at.y / 0.95, 0.0, 1.0 );
    hem *= hem;
    at.z = at.z * ( 1.0 + tips.w * hem ) + tips.z * hem;
  } else if ( limb < ${float(LIMBS.head + 0.5)} ) {
    at.xy = turnBy( at.xy, gaze.z );
    at.yz = turnBy( at.yz, gaze.x );
    at.zx = turnBy( at.zx, gaze.y );
    facing.yz = turnBy( facing.yz, gaze.x );
    facing.zx = turnBy( facing.zx, gaze.y );
    at += vec3( 0.0, ${float(HEAD_HEIGHT_M)}, -0.012 );
  } else if ( limb < ${float(LIMBS.rightArm + 0.5)} ) {
    float side = limb < ${float(LIMBS.leftArm + 0.5)} ? -1.0 : 1.0;
    vec3 hand = side < 0.0 ? leftArm.xyz : rightArm.xyz;
    vec3 shoulder = vec3( side * ${float(SHOULDER.x)}, ${float(SHOULDER.y)}, ${float(SHOULDER.z)} );
    vec3 way = hand - shoulder;
    float reach = max( 0.05, length( way ) );
    way /= reach;
    reach = min( reach, ${float(ARM_REACH_M)} );
    vec3 elbow = vec3( side * ${float(ELBOW.x)}, ${float(ELBOW.y)}, ${float(ELBOW.z)} );
    elbow = normalize( elbow - way * dot( elbow, way ) ) * sqrt( max( 0.0, ${float(ARM_SQUARE_M2)} - reach * reach ) ) * 0.5;
    at = shoulder + way * reach * bend.y + elbow * ( 1.0 - abs( 2.0 * bend.y - 1.0 ) ) + alongSleeve( at, way );
    facing = alongSleeve( facing, way );
  } else {
    bool isLeft = limb < ${float(LIMBS.leftLeg + 0.5)};
    at.z += ( isLeft ? leftArm.w : rightArm.w ) * bend.y;
    at.y += ( isLeft ? tips.x : tips.y ) * bend.y;
    at.x -= trunk.w * ${float(HIP_Y)} * ( 1.0 - bend.y );
    at.z += trunk.z * ${float(HIP_Y)} * ( 1.0 - bend.y );
    at.y += trunk.y;
  }
  if ( limb < ${float(LIMBS.rightArm + 0.5)} ) {
    at += vec3( -trunk.w, 0.0, trunk.z ) * at.y;
    at.y += trunk.x + trunk.y;
  }
  at = vec3( at.x * place.w + at.z * place.z + place.x, at.y * length( place.zw ), at.z * place.w - at.x * place.z + place.y );
  facing.xz = vec2( facing.x * place.w + facing.z * place.z, facing.z * place.w - facing.x * place.z );
}`,
  colour: dyed("dye.rgb"),
  presence: "dye.w",
  roughness: "fabric.y",
  prepare: /* glsl */ `
vec3 bentPosition = position;
vec3 bentNormal = normal;
bendBody( bentPosition, bentNormal );`,
  normal: "objectNormal = bentNormal;",
  position: "transformed = bentPosition;",
};
